namespace Serverless.Bench.Storm;

/// <summary>What can be taken away.</summary>
/// <param name="Kind">Of its processes.</param>
/// <param name="Count">How many there are of it when all is well.</param>
/// <param name="Resource">By whose endpoint it answers; null: its processes are counted alone.</param>
internal sealed record Part(string Name, string Kind, int Count, string? Resource)
{
    public static readonly Part[] All =
    [
        new("api", "Api", 1, "api"),
        new("report-worker", "ReportWorker", 2, null),
        new("event-router", "EventRouter", 1, "event-router"),
        new("postgres", "postgres", 1, "postgres"),
        new("redis", "LocalCloud.Redis", 1, "redis"),
        new("aws", "LocalCloud.Aws", 1, "aws"),
    ];
}
