using System.Globalization;

namespace LocalCloud.Aws.DynamoDb.Streams;

/// <summary>
/// The stream of a table on demand has four shards, each for a range of the partition keys' hashes: enough for consumers to show what they
/// do side by side. That of a provisioned table has one, as AWS's has while the table is small. A shard is open as long as the stream is
/// enabled. (On AWS it ends after some hours and has children.)
/// </summary>
internal static class Shards
{
    /// <summary>The most that a stream has.</summary>
    public const int Count = 4;

    // Of the hash's first byte
    private const int HashBits = 6;

    public static int Of(StreamDefinition stream, ReadOnlySpan<byte> key) => stream.ShardCount == 1 ? 0 : key[0] >> HashBits;

    public static string Id(StreamDefinition stream, int shard) =>
        string.Create(CultureInfo.InvariantCulture, $"shardId-{stream.CreatedAt.ToUnixTimeMilliseconds():D20}-{stream.Id[..7]}{shard}");

    public static int? Find(StreamDefinition stream, string id) =>
        Enumerable.Range(0, stream.ShardCount).Select(shard => (int?)shard).FirstOrDefault(shard => Id(stream, shard!.Value) == id);
}

/// <summary>Sequence numbers: of 21 digits, so that they compare as text as well. One counter for the whole stream.</summary>
internal static class SequenceNumber
{
    private const char Lead = '1';

    public static string Text(long number) => string.Create(CultureInfo.InvariantCulture, $"{Lead}{number:D20}");

    public static long? Parse(string text) =>
        text.Length == 21
        && text[0] == Lead
        && long.TryParse(text.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
