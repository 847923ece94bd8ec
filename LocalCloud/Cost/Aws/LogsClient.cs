using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using LocalCloud.Deploy.Aws;

namespace LocalCloud.Cost.Aws;

/// <summary>CloudWatch Logs: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference.</summary>
sealed class LogsClient(QueryConfig config, AWSCredentials credentials) : JsonClient(config, credentials)
{
    public static LogsClient Open(AwsConnection connection) =>
        connection.Client(new QueryConfig("CloudWatch Logs", "logs", "2014-03-28"), (config, keys) => new LogsClient(config, keys));

    /// <summary>Oldest first, page after page, as far as the caller reads; none where there is no such group.</summary>
    public async IAsyncEnumerable<LogEvent> FilterAsync(
        string group,
        string pattern,
        DateTimeOffset from,
        DateTimeOffset to,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        string? next = null;
        do
        {
            if (await PageAsync(group, pattern, from, to, next, cancellation).ConfigureAwait(false) is not { } page)
                yield break;
            foreach (var e in page["events"]?.AsArray() ?? [])
                yield return new((string?)e!["logStreamName"] ?? "", (string?)e["message"] ?? "");
            next = (string?)page["nextToken"];
        } while (next is not null);
    }

    /// <returns>Days; null: for ever, or there is no such group.</returns>
    public async Task<(bool Exists, int? Days)> RetentionAsync(string group, CancellationToken cancellation)
    {
        var page = await SendAsync(JsonCall.To("Logs_20140328.DescribeLogGroups", new() { ["logGroupNamePrefix"] = group }), cancellation)
            .ConfigureAwait(false);
        return (page["logGroups"] as JsonArray ?? []).FirstOrDefault(g => (string?)g!["logGroupName"] == group) is { } found
            ? (true, (int?)found["retentionInDays"])
            : (false, null);
    }

    async Task<JsonObject?> PageAsync(
        string group,
        string pattern,
        DateTimeOffset from,
        DateTimeOffset to,
        string? next,
        CancellationToken cancellation
    )
    {
        var body = new JsonObject
        {
            ["logGroupName"] = group,
            ["filterPattern"] = pattern,
            ["startTime"] = from.ToUnixTimeMilliseconds(),
            ["endTime"] = to.ToUnixTimeMilliseconds(),
        };
        if (next is not null)
            body["nextToken"] = next;
        try
        {
            return await SendAsync(JsonCall.To("Logs_20140328.FilterLogEvents", body), cancellation).ConfigureAwait(false);
        }
        catch (AmazonServiceException error) when (error.ErrorCode == "ResourceNotFoundException")
        {
            return null;
        }
    }
}

sealed record LogEvent(string Stream, string Message);
