namespace LocalCloud.Aws.Ssm.Operations;

internal sealed record GetParameterHistoryRequest(string? Name, bool? WithDecryption, int? MaxResults, string? NextToken);

internal sealed record GetParameterHistoryResponse(List<ParameterMetadata> Parameters, string? NextToken);

internal static class GetParameterHistory
{
    public static readonly Operation<SsmState, GetParameterHistoryRequest, GetParameterHistoryResponse> Definition =
        Operation<SsmState>.Define(
            "GetParameterHistory",
            SsmJson.Default.GetParameterHistoryRequest,
            SsmJson.Default.GetParameterHistoryResponse,
            Handle,
            Must.Member<GetParameterHistoryRequest>("name", r => r.Name).Required().Length(1, 2048),
            Must.Member<GetParameterHistoryRequest>("maxResults", r => r.MaxResults).Range(1, 50)
        );

    private static Result<GetParameterHistoryResponse> Handle(SsmState state, GetParameterHistoryRequest request, Context context)
    {
        if (state.Find(request.Name!) is not { } parameter)
            return Errors.NotFound;
        var versions = parameter.Versions.Select(v => ParameterMetadata.Of(parameter, v, null, v.Shown(request.WithDecryption == true)));
        return Errors.Pages.ByOffset(versions, request.NextToken, request.MaxResults).Ok(out var page, out var error)
            ? new GetParameterHistoryResponse(page.Items, page.NextToken)
            : error;
    }
}
