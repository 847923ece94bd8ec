using System.Text.Json.Serialization;

namespace LocalCloud.Aws.EventBridge.Operations;

internal sealed record ListEventBusesRequest(string? NamePrefix, string? NextToken, int? Limit);

internal sealed record ListEventBusesResponse(List<ListedBus> EventBuses, string? NextToken);

internal sealed record ListedBus(
    string Name,
    string Arn,
    string? Description,
    string? Policy,
    [property: JsonConverter(typeof(EpochSeconds))] DateTimeOffset CreationTime,
    [property: JsonConverter(typeof(EpochSeconds))] DateTimeOffset LastModifiedTime
);

internal static class ListEventBuses
{
    public static readonly Operation<EventsState, ListEventBusesRequest, ListEventBusesResponse> Definition = Operation<EventsState>.Define(
        "ListEventBuses",
        EventsJson.Default.ListEventBusesRequest,
        EventsJson.Default.ListEventBusesResponse,
        Handle,
        Names.BusName<ListEventBusesRequest>(r => r.NamePrefix, "namePrefix"),
        Names.NextToken<ListEventBusesRequest>(r => r.NextToken),
        Names.Limit<ListEventBusesRequest>(r => r.Limit)
    );

    private static Result<ListEventBusesResponse> Handle(EventsState state, ListEventBusesRequest request, Context context)
    {
        var buses = state.Buses.Values.Where(b => b.Name.StartsWith(request.NamePrefix ?? "", StringComparison.Ordinal));
        if (!Names.Pages.ByKey(buses, b => b.Name, request.NextToken, request.Limit).Ok(out var page, out var error))
            return error;
        return new ListEventBusesResponse(
            [.. page.Items.Select(b => new ListedBus(b.Name, b.Arn, b.Row.Description, b.Row.Policy, b.Row.Created, b.Row.Modified))],
            page.NextToken
        );
    }
}
