namespace LocalCloud.Aws.Ssm.Operations;

internal sealed record GetParameterRequest(string? Name, bool? WithDecryption);

internal sealed record GetParameterResponse(ParameterShape Parameter);

internal static class GetParameter
{
    public static readonly Operation<SsmState, GetParameterRequest, GetParameterResponse> Definition = Operation<SsmState>.DefineAsync(
        "GetParameter",
        SsmJson.Default.GetParameterRequest,
        SsmJson.Default.GetParameterResponse,
        HandleAsync,
        Must.Member<GetParameterRequest>("name", r => r.Name).Required().Length(1)
    );

    private static async ValueTask<Result<GetParameterResponse>> HandleAsync(SsmState state, GetParameterRequest request, Context context)
    {
        if (!SecretReference.IsMeant(request.Name!))
            return context.Host.Read(state, s => Handle(s, request));
        var read = await SecretReference.ReadAsync(request.Name!, request.WithDecryption == true, context).ConfigureAwait(false);
        return read.Ok(out var parameter, out var error) ? new GetParameterResponse(parameter) : error;
    }

    private static Result<GetParameterResponse> Handle(SsmState state, GetParameterRequest request)
    {
        var selector = Selector.Of(request.Name!);
        if (!selector.In(state).Ok(out var found, out var error))
            return error;
        return ParameterKey.Fault(state, found.Version, request.WithDecryption == true) is { } locked
            ? locked
            : new GetParameterResponse(
                ParameterShape.Of(state, found.Parameter, found.Version, selector.Version, request.WithDecryption == true)
            );
    }
}
