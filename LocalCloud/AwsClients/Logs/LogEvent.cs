using System.Text.Json.Nodes;

namespace LocalCloud.AwsClients.Logs;

/// <summary>What was logged at once: of most programs a line.</summary>
internal sealed record LogEvent(string Id, string Stream, DateTimeOffset Time, string Message)
{
    public static LogEvent Read(JsonNode json) =>
        new(
            (string?)json["eventId"] ?? "",
            (string?)json["logStreamName"] ?? "",
            DateTimeOffset.FromUnixTimeMilliseconds((long?)json["timestamp"] ?? 0),
            (string?)json["message"] ?? ""
        );
}
