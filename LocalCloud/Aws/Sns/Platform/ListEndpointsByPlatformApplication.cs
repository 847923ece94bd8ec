namespace LocalCloud.Aws.Sns.Platform;

internal sealed record ListEndpointsRequest(string? PlatformApplicationArn, string? NextToken);

internal sealed record ListEndpointsResponse(List<ListedEndpoint> Endpoints, string? NextToken);

internal sealed record ListedEndpoint(string EndpointArn, Dictionary<string, string> Attributes);

internal static class ListEndpointsByPlatformApplication
{
    public static readonly Operation<SnsState, ListEndpointsRequest, ListEndpointsResponse> Definition = Operation<SnsState>.Define(
        "ListEndpointsByPlatformApplication",
        SnsJson.Default.ListEndpointsRequest,
        SnsJson.Default.ListEndpointsResponse,
        (state, request, _) =>
        {
            if (!PlatformArns.Application(state, request.PlatformApplicationArn).Ok(out var application, out var error))
                return error;
            return SnsErrors.Pages.ByKey(application.Endpoints.Values, e => e.Id, request.NextToken).Ok(out var page, out error)
                ? new ListEndpointsResponse(
                    [.. page.Items.Select(e => new ListedEndpoint(e.Arn(state.Scope, application), e.Attributes))],
                    page.NextToken
                )
                : (Result<ListEndpointsResponse>)error;
        }
    );
}
