using System.Globalization;

namespace LocalCloud.Aws.DynamoDb.Streams;

/// <summary>
/// A stream has a fixed number of shards, each for a range of the partition keys' hashes, open as long as the stream is enabled: enough for
/// consumers to show what they do side by side. (On AWS a shard ends after some hours and has children.)
/// </summary>
internal static class Shards
{
    public const int Count = 4;

    // Of the hash's first byte
    private const int HashBits = 6;

    public static int Of(ReadOnlySpan<byte> key) => key[0] >> HashBits;

    public static string Id(StreamDefinition stream, int shard) =>
        string.Create(CultureInfo.InvariantCulture, $"shardId-{stream.CreatedAt.ToUnixTimeMilliseconds():D20}-{stream.Id[..7]}{shard}");

    public static int? Find(StreamDefinition stream, string id) =>
        Enumerable.Range(0, Count).Select(shard => (int?)shard).FirstOrDefault(shard => Id(stream, shard!.Value) == id);
}

/// <summary>Sequence numbers: of 21 digits, so that they compare as text as well. One counter for the whole stream.</summary>
internal static class SequenceNumber
{
    private const char Lead = '1';

    public static string Text(long number) => string.Create(CultureInfo.InvariantCulture, $"{Lead}{number:D20}");

    public static long? Parse(string text) =>
        text.Length == 21 && text[0] == Lead && long.TryParse(text.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
