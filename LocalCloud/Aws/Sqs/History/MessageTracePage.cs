using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Sqs.History;

/// <summary>
/// GET /_localcloud/traces/queues?queue=NAME&amp;id=MESSAGE&amp;trace=TRACE: recent messages and what happened to each, in every queue that
/// it was in.
/// </summary>
internal static class MessageTracePage
{
    private const int Most = 200;

    public static void Map(IEndpointRouteBuilder routes, SqsService service) =>
        routes.MapGet("/_localcloud/traces/queues", http =>
            Pages.JsonAsync(http, Read(service, http.Request.Query["queue"], http.Request.Query["id"], http.Request.Query["trace"]))
        );

    private static JsonObject Read(SqsService service, string? queue, string? id, string? trace)
    {
        var steps = service
            .States.Cast<SqsState>()
            .SelectMany(state =>
                service.Host.Read(state, s =>
                    s.Queues.Values.SelectMany(q => q.History.Steps.Select(step => (Queue: q.Name, q.Arn, Step: step))).ToList()
                )
            );
        var messages = steps
            .GroupBy(s => s.Step.MessageId)
            .Where(m =>
                (queue is null || m.Any(s => s.Queue == queue || s.Arn == queue))
                && (id is null || m.Key == id)
                && (trace is null || m.Any(s => s.Step.TraceParent?.Contains(trace, StringComparison.Ordinal) == true))
            )
            .OrderByDescending(m => m.Max(s => s.Step.At))
            .Take(Most);
        return new JsonObject
        {
            ["messages"] = new JsonArray([.. messages.Select(m => (JsonNode)Describe(m.Key, m.OrderBy(s => s.Step.Number)))]),
        };
    }

    private static JsonObject Describe(string id, IEnumerable<(string Queue, string Arn, MessageStep Step)> steps) =>
        new() { ["id"] = id, ["history"] = new JsonArray([.. steps.Select(s => (JsonNode)Describe(s.Arn, s.Step))]) };

    private static JsonObject Describe(string arn, MessageStep step) =>
        new()
        {
            ["at"] = DateTimeOffset.FromUnixTimeMilliseconds(step.At),
            ["queue"] = arn,
            ["what"] = step.What,
            ["receives"] = step.Receives,
            ["detail"] = step.Detail,
            ["requestId"] = step.By,
            ["traceParent"] = step.TraceParent,
        };
}
