namespace LocalCloud.Aws.EventBridge.ApiDestinations;

internal sealed record ListApiDestinationsRequest(string? NamePrefix, string? ConnectionArn, string? NextToken, int? Limit);

internal sealed record ListApiDestinationsResponse(List<DescribeApiDestinationResponse> ApiDestinations, string? NextToken);

internal static class ListApiDestinations
{
    public static readonly Operation<EventsState, ListApiDestinationsRequest, ListApiDestinationsResponse> Definition =
        Operation<EventsState>.Define(
            "ListApiDestinations",
            EventsJson.Default.ListApiDestinationsRequest,
            EventsJson.Default.ListApiDestinationsResponse,
            Handle,
            Names.Simple<ListApiDestinationsRequest>(r => r.NamePrefix, "namePrefix", 64),
            ApiDestinationRules.ConnectionArn<ListApiDestinationsRequest>(r => r.ConnectionArn),
            Names.NextToken<ListApiDestinationsRequest>(r => r.NextToken),
            Names.Limit<ListApiDestinationsRequest>(r => r.Limit)
        );

    private static Result<ListApiDestinationsResponse> Handle(EventsState state, ListApiDestinationsRequest request, Context context)
    {
        var rows = state.ApiDestinations.Values.Where(r =>
            r.Name.StartsWith(request.NamePrefix ?? "", StringComparison.Ordinal)
            && (request.ConnectionArn ?? r.ConnectionArn) == r.ConnectionArn
        );
        // the list has each as it is described, without its description
        return Names.Pages.ByKey(rows, r => r.Name, request.NextToken, request.Limit).Ok(out var page, out var error)
            ? new ListApiDestinationsResponse(
                [.. page.Items.Select(row => DescribeApiDestinationResponse.Of(state, row) with { Description = null })],
                page.NextToken
            )
            : error;
    }
}
