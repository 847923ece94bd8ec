using System.Text.Json.Serialization;
using LocalCloud.Aws.DynamoDb.Values;

namespace LocalCloud.Aws.DynamoDb.Streams.Operations;

using Item = IReadOnlyDictionary<string, AttributeValue>;

internal sealed record GetRecordsRequest(string? ShardIterator, int? Limit);

internal sealed record StreamIdentity(string PrincipalId, string Type)
{
    public static readonly StreamIdentity TimeToLive = new("dynamodb.amazonaws.com", "Service");
}

internal sealed record StreamedChange
{
    public required long ApproximateCreationDateTime { get; init; }
    public required Item Keys { get; init; }
    public Item? NewImage { get; init; }
    public Item? OldImage { get; init; }
    public required string SequenceNumber { get; init; }
    public required long SizeBytes { get; init; }
    public required string StreamViewType { get; init; }
}

internal sealed record StreamedRecord
{
    [JsonPropertyName("eventID")]
    public required string EventId { get; init; }

    [JsonPropertyName("eventName")]
    public required string EventName { get; init; }

    [JsonPropertyName("eventVersion")]
    public string EventVersion { get; init; } = "1.1";

    [JsonPropertyName("eventSource")]
    public string EventSource { get; init; } = "aws:dynamodb";

    [JsonPropertyName("awsRegion")]
    public required string AwsRegion { get; init; }

    [JsonPropertyName("dynamodb")]
    public required StreamedChange Change { get; init; }

    [JsonPropertyName("userIdentity")]
    public StreamIdentity? UserIdentity { get; init; }

    public static StreamedRecord Of(StreamRecord record, StreamDefinition stream, string region) =>
        new()
        {
            EventId = record.EventId(stream),
            EventName = record.Event,
            AwsRegion = region,
            Change = new()
            {
                // Rounded down to the second, as the documentation of StreamRecord has it.
                ApproximateCreationDateTime = record.At.ToUnixTimeSeconds(),
                Keys = record.Keys,
                NewImage = record.New,
                OldImage = record.Old,
                SequenceNumber = Streams.SequenceNumber.Text(record.Sequence),
                SizeBytes = record.Size,
                StreamViewType = stream.ViewType,
            },
            UserIdentity = record.Expired ? StreamIdentity.TimeToLive : null,
        };
}

internal sealed record GetRecordsResponse(List<StreamedRecord> Records, string? NextShardIterator);

internal static class GetRecords
{
    private const int MaxRecords = 1000;
    private const int MaxSize = 1 << 20;

    public static readonly Operation Definition = Operation<DynamoDbState>.Define(
        "GetRecords",
        DynamoDbJson.Default.GetRecordsRequest,
        DynamoDbJson.Default.GetRecordsResponse,
        Handle,
        Must.Member<GetRecordsRequest>("shardIterator", r => r.ShardIterator).Required().Length(1, 2048),
        Must.Member<GetRecordsRequest>("limit", r => r.Limit).Range(1, MaxRecords)
    );

    private static Result<GetRecordsResponse> Handle(DynamoDbState state, GetRecordsRequest request, Context context)
    {
        if (ShardIterator.Parse(request.ShardIterator!) is not { } iterator)
            return DynamoDbErrors.Validation("Invalid ShardIterator");
        if (iterator.HasExpired(context.Now))
            return StreamErrors.Expired;
        if (state.Streams.Find(iterator.Stream) is not { } stream)
            return StreamErrors.NotFound(iterator.Stream);
        if (iterator.After != ShardIterator.Horizon && iterator.After < stream.Definition.Trimmed[iterator.Shard])
            return StreamErrors.Trimmed;

        var records = new List<StreamedRecord>();
        var (size, last) = (0L, iterator.After);
        foreach (var record in stream.After(iterator.Shard, iterator.After))
        {
            if (records.Count == (request.Limit ?? MaxRecords) || (records.Count > 0 && size + record.Size > MaxSize))
                break;
            size += record.Size;
            last = record.Sequence;
            records.Add(StreamedRecord.Of(record, stream.Definition, state.Scope.Region));
        }
        context.FoundNothing = records.Count == 0;
        // A shard that is closed ends.
        var ended = !stream.IsEnabled && last >= stream.LastOf(iterator.Shard);
        return new GetRecordsResponse(records, ended ? null : (iterator with { After = last, IssuedAt = context.Now }).ToString());
    }
}
