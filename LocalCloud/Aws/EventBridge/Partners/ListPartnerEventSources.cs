namespace LocalCloud.Aws.EventBridge.Partners;

internal sealed record ListPartnerEventSourcesRequest(string? NamePrefix, string? NextToken, int? Limit);

internal sealed record ListPartnerEventSourcesResponse(List<PartnerEventSource> PartnerEventSources, string? NextToken);

internal static class ListPartnerEventSources
{
    public static readonly Operation<EventsState, ListPartnerEventSourcesRequest, ListPartnerEventSourcesResponse> Definition =
        Operation<EventsState>.Define(
            "ListPartnerEventSources",
            EventsJson.Default.ListPartnerEventSourcesRequest,
            EventsJson.Default.ListPartnerEventSourcesResponse,
            Handle,
            PartnerRules.NamePrefix<ListPartnerEventSourcesRequest>(r => r.NamePrefix).Required(),
            Names.NextToken<ListPartnerEventSourcesRequest>(r => r.NextToken),
            Names.Limit<ListPartnerEventSourcesRequest>(r => r.Limit)
        );

    private static Result<ListPartnerEventSourcesResponse> Handle(
        EventsState state,
        ListPartnerEventSourcesRequest request,
        Context context
    )
    {
        var rows = state.PartnerSources.Values.Where(r => r.Name.StartsWith(request.NamePrefix!, StringComparison.Ordinal));
        return Names.Pages.ByKey(rows, r => r.Name, request.NextToken, request.Limit).Ok(out var page, out var error)
            ? new ListPartnerEventSourcesResponse(
                [.. page.Items.Select(r => new PartnerEventSource(PartnerRules.Arn(state, r.Name), r.Name))],
                page.NextToken
            )
            : error;
    }
}
