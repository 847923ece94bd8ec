namespace LocalCloud.Aws.Ssm.Operations;

internal sealed record GetParametersRequest(List<string>? Names, bool? WithDecryption);

internal sealed record GetParametersResponse(List<ParameterShape> Parameters, List<string> InvalidParameters);

internal static class GetParameters
{
    public static readonly Operation<SsmState, GetParametersRequest, GetParametersResponse> Definition = Operation<SsmState>.DefineAsync(
        "GetParameters",
        SsmJson.Default.GetParametersRequest,
        SsmJson.Default.GetParametersResponse,
        HandleAsync,
        Must.Member<GetParametersRequest>("names", r => r.Names).Required().Length(1, 10)
    );

    private static async ValueTask<Result<GetParametersResponse>> HandleAsync(SsmState state, GetParametersRequest request, Context context)
    {
        if (!context.Host.Read(state, s => Handle(s, request)).Ok(out var answer, out var locked))
            return locked;
        foreach (var name in request.Names!.Distinct().Where(SecretReference.IsMeant).Order(StringComparer.Ordinal))
        {
            var read = await SecretReference.ReadAsync(name, request.WithDecryption == true, context).ConfigureAwait(false);
            if (read.Ok(out var parameter, out var error))
                answer.Parameters.Add(parameter);
            else if (error.Code == "ValidationException")
                return error;
            else
                answer.InvalidParameters.Add(name);
        }
        return answer;
    }

    private static Result<GetParametersResponse> Handle(SsmState state, GetParametersRequest request)
    {
        var answer = new GetParametersResponse([], []);
        foreach (var name in request.Names!.Distinct().Where(name => !SecretReference.IsMeant(name)).Order(StringComparer.Ordinal))
        {
            var selector = Selector.Of(name);
            if (!selector.In(state).Ok(out var found, out _))
                answer.InvalidParameters.Add(name);
            else if (ParameterKey.Fault(state, found.Version, request.WithDecryption == true) is { } locked)
                return locked;
            else
                answer.Parameters.Add(
                    ParameterShape.Of(state, found.Parameter, found.Version, selector.Version, request.WithDecryption == true)
                );
        }
        return answer;
    }
}
