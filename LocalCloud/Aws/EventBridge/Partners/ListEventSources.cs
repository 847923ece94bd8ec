namespace LocalCloud.Aws.EventBridge.Partners;

internal sealed record ListEventSourcesRequest(string? NamePrefix, string? NextToken, int? Limit);

internal sealed record ListEventSourcesResponse(List<EventSource> EventSources, string? NextToken);

internal static class ListEventSources
{
    public static readonly Operation<EventsState, ListEventSourcesRequest, ListEventSourcesResponse> Definition =
        Operation<EventsState>.Define(
            "ListEventSources",
            EventsJson.Default.ListEventSourcesRequest,
            EventsJson.Default.ListEventSourcesResponse,
            Handle,
            PartnerRules.NamePrefix<ListEventSourcesRequest>(r => r.NamePrefix),
            Names.NextToken<ListEventSourcesRequest>(r => r.NextToken),
            Names.Limit<ListEventSourcesRequest>(r => r.Limit)
        );

    private static Result<ListEventSourcesResponse> Handle(EventsState state, ListEventSourcesRequest request, Context context)
    {
        var rows = state.EventSources.Values.Where(r => r.Name.StartsWith(request.NamePrefix ?? "", StringComparison.Ordinal));
        return Names.Pages.ByKey(rows, r => r.Name, request.NextToken, request.Limit).Ok(out var page, out var error)
            ? new ListEventSourcesResponse([.. page.Items.Select(r => EventSource.Of(state, r))], page.NextToken)
            : error;
    }
}
