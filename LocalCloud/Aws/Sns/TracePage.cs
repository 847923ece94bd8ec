using System.Text.Json.Nodes;
using LocalCloud.Aws.Sns.Topics;

namespace LocalCloud.Aws.Sns;

/// <summary>GET /_localcloud/traces/topics?topic=NAME&amp;id=MESSAGE&amp;trace=TRACE: recent messages, who got them or why not.</summary>
internal static class TracePage
{
    public static void Map(IEndpointRouteBuilder routes, SnsService service) =>
        routes.MapGet("/_localcloud/traces/topics", http =>
            Pages.JsonAsync(http, Read(service, http.Request.Query["topic"], http.Request.Query["id"], http.Request.Query["trace"]))
        );

    private static JsonObject Read(SnsService service, string? topic, string? id, string? trace)
    {
        var messages = new List<(long Number, JsonNode Json)>();
        foreach (var state in service.States.Cast<SnsState>())
        {
            messages.AddRange(
                service.Host.Read(state, s =>
                    s.Topics.Values.Where(t => topic is null || t.Name == topic || t.Arn == topic)
                        .SelectMany(t =>
                            t.History.Traces.Where(m =>
                                    (id is null || m.Message.Id == id)
                                    && (trace is null || m.Message.TraceParent?.Contains(trace, StringComparison.Ordinal) == true)
                                )
                                .Select(m => (m.Message.Number, (JsonNode)Describe(m)))
                        )
                        .ToList()
                )
            );
        }
        return new JsonObject { ["messages"] = new JsonArray([.. messages.OrderByDescending(m => m.Number).Select(m => m.Json)]) };
    }

    private static JsonObject Describe(MessageTrace trace) =>
        new()
        {
            ["id"] = trace.Message.Id,
            ["topic"] = trace.Message.TopicArn,
            ["type"] = trace.Message.Type,
            ["published"] = trace.Message.Published,
            ["subject"] = trace.Message.Subject,
            ["message"] = trace.Message.Message,
            ["attributes"] = new JsonObject(
                (trace.Message.Attributes ?? []).Select(a => KeyValuePair.Create<string, JsonNode?>(a.Key, a.Value.Text))
            ),
            ["groupId"] = trace.Message.GroupId,
            ["sequenceNumber"] = trace.Message.SequenceNumber,
            ["traceParent"] = trace.Message.TraceParent,
            ["deliveries"] = new JsonArray([
                .. trace.Deliveries.OrderBy(d => d.Key, StringComparer.Ordinal).Select(d => Describe(d.Value)),
            ]),
            ["filteredOut"] = new JsonArray([
                .. trace.FilteredOut.Select(f =>
                    (JsonNode)
                        new JsonObject
                        {
                            ["subscription"] = f.Subscription,
                            ["endpoint"] = f.Endpoint,
                            ["reason"] = f.Reason,
                        }
                ),
            ]),
        };

    private static JsonNode Describe(DeliveryTrace delivery) =>
        new JsonObject
        {
            ["subscription"] = delivery.Subscription,
            ["protocol"] = delivery.Protocol,
            ["endpoint"] = delivery.Endpoint,
            ["status"] = delivery.Status,
            ["attempts"] = delivery.Attempts,
            ["error"] = delivery.Error,
            ["at"] = delivery.At,
        };
}
