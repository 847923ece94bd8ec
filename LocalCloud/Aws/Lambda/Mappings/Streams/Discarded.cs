using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using LocalCloud.Aws.Deliveries;
using LocalCloud.Aws.EventBridge;
using LocalCloud.Aws.Lambda.Async;
using LocalCloud.Aws.Metering;

namespace LocalCloud.Aws.Lambda.Mappings.Streams;

/// <summary>
/// Records that are given up, and what is known of the last try (docs: services-dynamodb-errors, on-failure destinations).
/// </summary>
internal sealed record Discarded(string Condition, string ShardId, IReadOnlyList<StreamedItem> Batch, int Tries, LastTry? Last)
{
    public const string RetriesExhausted = "RetryAttemptsExhausted",
        TooOld = "RecordAgeExceeded";

    /// <summary>null when the destination knows; else why not.</summary>
    public async ValueTask<string?> TellAsync(
        Host host,
        Caller caller,
        EventSourceMapping mapping,
        string destination,
        CancellationToken cancellation
    )
    {
        if (!Arn.TryParse(destination, out var arn))
            return $"{destination} is no ARN";
        var record = Record(mapping, host.Time.GetUtcNow());
        var toBucket = arn.Service == "s3";
        // Only here the records themselves go along: docs: services-dynamodb-errors, example Amazon S3 invocation record
        if (toBucket)
            record["payload"] = Encoding.UTF8.GetString(StreamedItem.Event(Batch));
        Arn.TryParse(mapping.FunctionArn, out var function);
        var message = new TargetMessage(record.ToJsonString())
        {
            Caller = caller,
            Scope = toBucket ? function.Scope : null,
            Folder = $"aws/lambda/{mapping.UUID}/{ShardId}",
        };
        return await Destinations.TellAsync(host, destination, message, cancellation).ConfigureAwait(false);
    }

    private JsonObject Record(EventSourceMapping mapping, DateTimeOffset now)
    {
        var record = new JsonObject
        {
            ["requestContext"] = new JsonObject
            {
                ["requestId"] = Last?.RequestId ?? Guid.NewGuid().ToString(),
                ["functionArn"] = mapping.FunctionArn,
                ["condition"] = Condition,
                ["approximateInvokeCount"] = Tries,
            },
        };
        if (Last is not null)
            record["responseContext"] = new JsonObject
            {
                ["statusCode"] = 200,
                ["executedVersion"] = Last.Version,
                ["functionError"] = Last.Error,
            };
        record["version"] = "1.0";
        record["timestamp"] = Time(now, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'");
        record["DDBStreamBatchInfo"] = new JsonObject
        {
            ["shardId"] = ShardId,
            ["startSequenceNumber"] = Batch[0].Number,
            ["endSequenceNumber"] = Batch[^1].Number,
            ["approximateArrivalOfFirstRecord"] = Time(Batch[0].At, "yyyy-MM-dd'T'HH:mm:ss'Z'"),
            ["approximateArrivalOfLastRecord"] = Time(Batch[^1].At, "yyyy-MM-dd'T'HH:mm:ss'Z'"),
            ["batchSize"] = Batch.Count,
            ["streamArn"] = mapping.EventSourceArn,
        };
        return record;
    }

    private static string Time(DateTimeOffset time, string format) => time.UtcDateTime.ToString(format, CultureInfo.InvariantCulture);
}

internal sealed record LastTry(string RequestId, string Version, string? Error);
