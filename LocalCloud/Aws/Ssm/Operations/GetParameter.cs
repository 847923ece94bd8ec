namespace LocalCloud.Aws.Ssm.Operations;

internal sealed record GetParameterRequest(string? Name, bool? WithDecryption);

internal sealed record GetParameterResponse(ParameterShape Parameter);

internal static class GetParameter
{
    public static readonly Operation<SsmState, GetParameterRequest, GetParameterResponse> Definition = Operation<SsmState>.Define(
        "GetParameter", SsmJson.Default.GetParameterRequest, SsmJson.Default.GetParameterResponse, Handle,
        Must.Member<GetParameterRequest>("name", r => r.Name).Required().Length(1));

    private static Result<GetParameterResponse> Handle(SsmState state, GetParameterRequest request, Context context)
    {
        var selector = Selector.Of(request.Name!);
        return selector.In(state).Ok(out var found, out var error)
            ? new GetParameterResponse(ParameterShape.Of(state, found.Parameter, found.Version, selector.Version, request.WithDecryption == true))
            : error;
    }
}
