using System.Text.Json.Nodes;
using Amazon.Runtime;
using LocalCloud.Deploy.Aws;

namespace Serverless.Cli.Logs;

/// <summary>CloudWatch Logs: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html.</summary>
sealed class LogsClient(QueryConfig config, AWSCredentials credentials) : JsonClient(config, credentials)
{
    public static LogsClient Open(AwsConnection connection) =>
        connection.Client(new QueryConfig("CloudWatch Logs", "logs", "2014-03-28"), (config, keys) => new LogsClient(config, keys));

    /// <summary>All pages, in the order of time.</summary>
    /// <param name="pattern">In CloudWatch's filter syntax; null: all.</param>
    /// <returns>null: there is no such group.</returns>
    public async Task<IReadOnlyList<LogEvent>?> ReadAsync(
        string group,
        string? pattern,
        DateTimeOffset from,
        CancellationToken cancellation
    )
    {
        var events = new List<LogEvent>();
        string? next = null;
        do
        {
            var body = new JsonObject { ["logGroupName"] = group, ["startTime"] = from.ToUnixTimeMilliseconds() };
            if (pattern is not null)
                body["filterPattern"] = pattern;
            if (next is not null)
                body["nextToken"] = next;
            JsonObject page;
            try
            {
                page = await SendAsync(JsonCall.To("Logs_20140328.FilterLogEvents", body), cancellation);
            }
            catch (AmazonServiceException error) when (error.ErrorCode == "ResourceNotFoundException")
            {
                return null;
            }
            events.AddRange((page["events"] as JsonArray ?? []).Select(e => LogEvent.Read(e!)));
            next = (string?)page["nextToken"];
        } while (next is not null);
        return [.. events.OrderBy(e => e.Time)];
    }
}

sealed record LogEvent(string Id, string Stream, DateTimeOffset Time, string Message)
{
    public static LogEvent Read(JsonNode json) =>
        new(
            (string?)json["eventId"] ?? "",
            (string?)json["logStreamName"] ?? "",
            DateTimeOffset.FromUnixTimeMilliseconds((long?)json["timestamp"] ?? 0),
            (string?)json["message"] ?? ""
        );
}
