using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using LocalCloud.AwsClients.Json;
using LocalCloud.AwsClients.Signing;

namespace LocalCloud.AwsClients.Logs;

/// <summary>CloudWatch Logs: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference.</summary>
internal sealed class LogsClient(ServiceConfig config, AWSCredentials credentials) : JsonClient(config, credentials)
{
    /// <summary>The code of an error. A group is made with the first line that is logged.</summary>
    public const string NoSuchGroup = "ResourceNotFoundException";

    public static LogsClient Open(AwsConnection connection) =>
        connection.Client(new ServiceConfig("CloudWatch Logs", "logs", "2014-03-28"), (config, keys) => new LogsClient(config, keys));

    /// <summary>Page after page, as far as the caller reads.</summary>
    /// <param name="pattern">In CloudWatch's filter syntax; null: all.</param>
    /// <param name="to">null: as far as there are any.</param>
    /// <exception cref="AmazonServiceException"><see cref="NoSuchGroup"/>, and others.</exception>
    public async IAsyncEnumerable<LogEvent> FilterAsync(
        string group,
        string? pattern,
        DateTimeOffset from,
        DateTimeOffset? to,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        var body = new JsonObject { ["logGroupName"] = group, ["startTime"] = from.ToUnixTimeMilliseconds() };
        if (pattern is not null)
            body["filterPattern"] = pattern;
        if (to is { } end)
            body["endTime"] = end.ToUnixTimeMilliseconds();
        string? next;
        do
        {
            var page = (await SendAsync(JsonCall.To("Logs_20140328.FilterLogEvents", body), cancellation).ConfigureAwait(false)).Json;
            foreach (var e in page["events"] as JsonArray ?? [])
                yield return LogEvent.Read(e!);
            next = (string?)page["nextToken"];
            body["nextToken"] = next;
        } while (next is not null);
    }

    /// <returns>Days; null: for ever, or there is no such group.</returns>
    public async Task<(bool Exists, int? Days)> RetentionAsync(string group, CancellationToken cancellation)
    {
        var call = JsonCall.To("Logs_20140328.DescribeLogGroups", new() { ["logGroupNamePrefix"] = group });
        var page = (await SendAsync(call, cancellation).ConfigureAwait(false)).Json;
        return (page["logGroups"] as JsonArray ?? []).FirstOrDefault(g => (string?)g!["logGroupName"] == group) is { } found
            ? (true, (int?)found["retentionInDays"])
            : (false, null);
    }
}
