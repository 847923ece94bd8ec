namespace LocalCloud.Aws.Sns.Platform;

internal sealed record ListPlatformApplicationsResponse(List<ListedApplication> PlatformApplications, string? NextToken);

internal sealed record ListedApplication(string PlatformApplicationArn, Dictionary<string, string> Attributes);

internal static class ListPlatformApplications
{
    public static readonly Operation<SnsState, Operations.ListRequest, ListPlatformApplicationsResponse> Definition =
        Operation<SnsState>.Define(
            "ListPlatformApplications",
            SnsJson.Default.ListRequest,
            SnsJson.Default.ListPlatformApplicationsResponse,
            (state, request, _) =>
                SnsErrors.Pages.ByKey(state.PlatformApplications.Values, a => a.Resource, request.NextToken).Ok(out var page, out var error)
                    ? new ListPlatformApplicationsResponse(
                        [.. page.Items.Select(a => new ListedApplication(a.Arn(state.Scope), a.Attributes))],
                        page.NextToken
                    )
                    : (Result<ListPlatformApplicationsResponse>)error
        );
}
