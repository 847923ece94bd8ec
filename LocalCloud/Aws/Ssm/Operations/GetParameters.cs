namespace LocalCloud.Aws.Ssm.Operations;

internal sealed record GetParametersRequest(List<string>? Names, bool? WithDecryption);

internal sealed record GetParametersResponse(List<ParameterShape> Parameters, List<string> InvalidParameters);

internal static class GetParameters
{
    public static readonly Operation<SsmState, GetParametersRequest, GetParametersResponse> Definition = Operation<SsmState>.Define(
        "GetParameters", SsmJson.Default.GetParametersRequest, SsmJson.Default.GetParametersResponse, Handle,
        Must.Member<GetParametersRequest>("names", r => r.Names).Required().Length(1, 10));

    private static Result<GetParametersResponse> Handle(SsmState state, GetParametersRequest request, Context context)
    {
        var answer = new GetParametersResponse([], []);
        foreach (var name in request.Names!.Distinct().Order(StringComparer.Ordinal))
        {
            var selector = Selector.Of(name);
            if (selector.In(state).Ok(out var found, out _))
                answer.Parameters.Add(ParameterShape.Of(state, found.Parameter, found.Version, selector.Version, request.WithDecryption == true));
            else
                answer.InvalidParameters.Add(name);
        }
        return answer;
    }
}
