using System.Text.Json.Nodes;

namespace LocalCloud.Aws.EventBridge;

/// <summary>
/// GET /_localcloud/traces/events?bus=NAME&amp;id=EVENT: recent events, which rules they matched or why not, and their deliveries.
/// </summary>
internal static class TracePage
{
    public static void Map(IEndpointRouteBuilder routes, EventsService service) =>
        routes.MapGet("/_localcloud/traces/events", http =>
            Pages.JsonAsync(http, Read(service, http.Request.Query["bus"], http.Request.Query["id"]))
        );

    private static JsonObject Read(EventsService service, string? bus, string? id)
    {
        var events = new List<(DateTimeOffset At, JsonNode Json)>();
        foreach (var state in service.States.Cast<EventsState>())
        {
            events.AddRange(
                service.Host.Read(state, s =>
                    s.Buses.Values.Where(b => bus is null || b.Name == bus)
                        .SelectMany(b =>
                            b.History.Traces.Where(t => id is null || t.Event.Id == id)
                                .Select(t => (t.Event.Received, (JsonNode)Describe(b, t)))
                        )
                        .ToList()
                )
            );
        }
        return new JsonObject { ["events"] = new JsonArray([.. events.OrderByDescending(e => e.At).Select(e => e.Json)]) };
    }

    private static JsonObject Describe(EventBus bus, EventTrace trace) =>
        new()
        {
            ["id"] = trace.Event.Id,
            ["bus"] = bus.Arn,
            ["received"] = trace.Event.Received,
            ["source"] = trace.Event.Source,
            ["detailType"] = trace.Event.DetailType,
            ["traceParent"] = trace.Event.TraceParent,
            ["event"] = JsonNode.Parse(trace.Event.Json, documentOptions: EventJson.Reading),
            ["matched"] = new JsonArray([.. trace.Matched.Select(name => (JsonNode)name)]),
            ["notMatched"] = NotMatched(trace),
            ["deliveries"] = new JsonArray([
                .. trace.Deliveries.OrderBy(d => d.Key, StringComparer.Ordinal).Select(d => Describe(d.Value)),
            ]),
        };

    private static JsonNode Describe(DeliveryTrace delivery) =>
        new JsonObject
        {
            ["rule"] = delivery.Rule,
            ["target"] = delivery.Target,
            ["arn"] = delivery.Arn,
            ["status"] = delivery.Status,
            ["attempts"] = delivery.Attempts,
            ["error"] = delivery.Error,
            ["at"] = delivery.At,
        };

    private static JsonObject NotMatched(EventTrace trace)
    {
        var reasons = new JsonObject();
        for (var i = 0; i < trace.Rules.Rules.Length; i++)
        {
            if (trace.Rules.Index.WhyNot(i, trace.Event.Json) is { } reason)
                reasons[trace.Rules.Rules[i].Name] = reason;
        }
        return reasons;
    }
}
