using System.Buffers.Binary;

namespace LocalCloud.Aws.DynamoDb.Streams;

/// <summary>
/// A place in a shard, and when it was given out. AWS's form: the stream's ARN, a version, and what only the service reads.
/// </summary>
/// <param name="After">The next record is the first one behind this number; <see cref="Horizon"/>: the oldest there is.</param>
internal sealed record ShardIterator(string Stream, int Shard, long After, DateTimeOffset IssuedAt)
{
    public const long Horizon = -1;

    private const string Version = "|1|";
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    public bool HasExpired(DateTimeOffset now) => now - IssuedAt > Life;

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[17];
        bytes[0] = (byte)Shard;
        BinaryPrimitives.WriteInt64BigEndian(bytes[1..], After);
        BinaryPrimitives.WriteInt64BigEndian(bytes[9..], IssuedAt.ToUnixTimeMilliseconds());
        return Stream + Version + Convert.ToBase64String(bytes);
    }

    public static ShardIterator? Parse(string text)
    {
        Span<byte> bytes = stackalloc byte[17];
        if (
            text.IndexOf(Version, StringComparison.Ordinal) is not (var at and > 0)
            || !Convert.TryFromBase64String(text[(at + Version.Length)..], bytes, out var count)
            || count != bytes.Length
            || bytes[0] >= Shards.Count
        )
            return null;
        var issued = BinaryPrimitives.ReadInt64BigEndian(bytes[9..]);
        var after = BinaryPrimitives.ReadInt64BigEndian(bytes[1..]);
        // Up to the year 9999
        return issued is < 0 or > 253_402_300_799_999 || after < Horizon
            ? null
            : new(text[..at], bytes[0], after, DateTimeOffset.FromUnixTimeMilliseconds(issued));
    }
}
