using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using LocalCloud.Aws.DynamoDb.Values;

namespace LocalCloud.Aws.DynamoDb.Streams;

using Item = IReadOnlyDictionary<string, AttributeValue>;

/// <summary>A change of one item as the stream's view type shows it. One row of the store.</summary>
internal sealed record StreamRecord
{
    public required long Sequence { get; init; }
    public required int Shard { get; init; }

    /// <summary>Of the whole key, for those who work on a shard side by side and keep the order of each item.</summary>
    public required uint KeyHash { get; init; }
    public required string Event { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public required DateTimeOffset At { get; init; }
    public required Item Keys { get; init; }
    public Item? New { get; init; }
    public Item? Old { get; init; }

    /// <summary>Time to live has deleted the item.</summary>
    public bool Expired { get; init; }

    [JsonIgnore]
    public long Size => ItemSize.Of(Keys) + (New is null ? 0 : ItemSize.Of(New)) + (Old is null ? 0 : ItemSize.Of(Old));

    public string EventId(StreamDefinition stream) =>
        Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes($"{stream.Id}/{Sequence}")));
}
