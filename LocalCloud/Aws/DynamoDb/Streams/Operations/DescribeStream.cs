using System.Text.Json.Serialization;
using LocalCloud.Aws.DynamoDb.Tables;

namespace LocalCloud.Aws.DynamoDb.Streams.Operations;

internal sealed record ShardFilter(string? Type, string? ShardId);

internal sealed record DescribeStreamRequest(string? StreamArn, int? Limit, string? ExclusiveStartShardId, ShardFilter? ShardFilter);

internal sealed record SequenceNumberRange(string StartingSequenceNumber, string? EndingSequenceNumber);

internal sealed record ShardDescription(string ShardId, SequenceNumberRange SequenceNumberRange);

internal sealed record StreamDescription
{
    public required string StreamArn { get; init; }
    public required string StreamLabel { get; init; }
    public required string StreamStatus { get; init; }
    public required string StreamViewType { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public required DateTimeOffset CreationRequestDateTime { get; init; }
    public required string TableName { get; init; }
    public required List<KeySchemaElement> KeySchema { get; init; }
    public required List<ShardDescription> Shards { get; init; }
    public string? LastEvaluatedShardId { get; init; }
}

internal sealed record DescribeStreamResponse(StreamDescription StreamDescription);

internal static class DescribeStream
{
    public static readonly Operation Definition = Operation<DynamoDbState>.Define(
        "DescribeStream",
        DynamoDbJson.Default.DescribeStreamRequest,
        DynamoDbJson.Default.DescribeStreamResponse,
        Handle,
        Must.Member<DescribeStreamRequest>("streamArn", r => r.StreamArn).Required().Length(37, 1024),
        Must.Member<DescribeStreamRequest>("limit", r => r.Limit).Range(1, 100),
        Must.Member<DescribeStreamRequest>("exclusiveStartShardId", r => r.ExclusiveStartShardId).Length(28, 65),
        Must.Within<DescribeStreamRequest, ShardFilter>(
            "shardFilter",
            r => r.ShardFilter,
            Must.Member<ShardFilter>("type", f => f.Type).Enum("CHILD_SHARDS"),
            Must.Member<ShardFilter>("shardId", f => f.ShardId).Length(28, 65)
        )
    );

    private static Result<DescribeStreamResponse> Handle(DynamoDbState state, DescribeStreamRequest request, Context context)
    {
        if (!StreamErrors.Find(state, request.StreamArn!).Ok(out var stream, out var error))
            return error;
        var limit = request.Limit ?? 100;
        // No shard ever has children.
        var all = request.ShardFilter?.Type is not null ? 0 : stream.Definition.ShardCount;
        var shards = Enumerable
            .Range(0, all)
            .Select(shard => Describe(stream, shard))
            .Where(shard =>
                request.ExclusiveStartShardId is null || string.CompareOrdinal(shard.ShardId, request.ExclusiveStartShardId) > 0
            )
            .Take(limit + 1)
            .ToList();
        var definition = stream.Definition;
        return new DescribeStreamResponse(
            new()
            {
                StreamArn = request.StreamArn!,
                StreamLabel = definition.Label,
                StreamStatus = stream.IsEnabled ? "ENABLED" : "DISABLED",
                StreamViewType = definition.ViewType,
                CreationRequestDateTime = definition.CreatedAt,
                TableName = definition.Table,
                KeySchema = definition.KeySchema,
                Shards = shards.Count > limit ? shards[..limit] : shards,
                LastEvaluatedShardId = shards.Count > limit ? shards[limit - 1].ShardId : null,
            }
        );
    }

    private static ShardDescription Describe(TableStream stream, int shard) =>
        new(
            Shards.Id(stream.Definition, shard),
            new(SequenceNumber.Text(1), stream.IsEnabled ? null : SequenceNumber.Text(Math.Max(1, stream.LastOf(shard))))
        );
}
