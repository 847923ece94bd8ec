using System.Text.Json.Serialization;
using LocalCloud.Aws.DynamoDb.Tables;

namespace LocalCloud.Aws.DynamoDb.Streams;

/// <summary>What a stream is, without its records. One row of the store. It outlives its being disabled, and its table, by a day.</summary>
internal sealed record StreamDefinition
{
    public required string Id { get; init; }
    public required string Table { get; init; }

    /// <summary>The time of its creation, which names it.</summary>
    public required string Label { get; init; }
    public required string ViewType { get; init; }
    public required List<KeySchemaElement> KeySchema { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public required DateTimeOffset CreatedAt { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset? DisabledAt { get; init; }
    public int ShardCount { get; init; } = Shards.Count;

    /// <summary>Of the last record that was trimmed, by shard; 0 when none was.</summary>
    public long[] Trimmed { get; init; } = new long[Shards.Count];
}
