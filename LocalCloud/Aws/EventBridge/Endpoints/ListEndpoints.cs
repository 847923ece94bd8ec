namespace LocalCloud.Aws.EventBridge.Endpoints;

internal sealed record ListEndpointsRequest(string? NamePrefix, string? HomeRegion, string? NextToken, int? MaxResults);

internal sealed record ListEndpointsResponse(List<DescribeEndpointResponse> Endpoints, string? NextToken);

internal static class ListEndpoints
{
    public static readonly Operation<EventsState, ListEndpointsRequest, ListEndpointsResponse> Definition = Operation<EventsState>.Define(
        "ListEndpoints",
        EventsJson.Default.ListEndpointsRequest,
        EventsJson.Default.ListEndpointsResponse,
        Handle,
        EndpointRules.Name<ListEndpointsRequest>(r => r.NamePrefix, "namePrefix"),
        EndpointRules.HomeRegion<ListEndpointsRequest>(r => r.HomeRegion),
        Names.NextToken<ListEndpointsRequest>(r => r.NextToken),
        Must.Member<ListEndpointsRequest>("maxResults", r => r.MaxResults).Range(1, 100)
    );

    private static Result<ListEndpointsResponse> Handle(EventsState state, ListEndpointsRequest request, Context context)
    {
        var rows = state.Endpoints.Values.Where(r =>
            r.Name.StartsWith(request.NamePrefix ?? "", StringComparison.Ordinal)
            && (request.HomeRegion ?? state.Scope.Region) == state.Scope.Region
        );
        return Names.Pages.ByKey(rows, r => r.Name, request.NextToken, request.MaxResults).Ok(out var page, out var error)
            ? new ListEndpointsResponse([.. page.Items.Select(row => DescribeEndpointResponse.Of(state, row))], page.NextToken)
            : error;
    }
}
