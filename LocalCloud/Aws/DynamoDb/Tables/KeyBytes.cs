using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using LocalCloud.Aws.DynamoDb.Values;

namespace LocalCloud.Aws.DynamoDb.Tables;

using Item = IReadOnlyDictionary<string, AttributeValue>;

/// <summary> Keys as bytes whose plain byte order is DynamoDB's order: token, partition key, sort key; in an index the table's key follows,
/// since index keys need not be unique. So one sorted tree answers gets, queries in both directions, scans and their segments.
/// <para> The token is a hash of the partition key: partitions come in an order that looks random, as in AWS, and a segment of a scan is a
/// range of tokens. A part ends with 00 00 and a zero byte within it is written 00 FF, so that no key is a prefix of another, and 00 01
/// lies just behind all that share a part. </para> </summary>
internal static class KeyBytes
{
    public const int TokenLength = 8;
    private static ReadOnlySpan<byte> PartEnd => [0, 0];
    private static ReadOnlySpan<byte> Behind => [0, 1];

    public static byte[] Of(KeySchema schema, Item item, ReadOnlySpan<byte> suffix = default)
    {
        var buffer = new ArrayBufferWriter<byte>(64);
        WritePartition(buffer, [.. schema.Hashes.Select(attribute => item[attribute.Name])]);
        buffer.Write(PartEnd);
        foreach (var attribute in schema.Ranges)
        {
            WritePart(buffer, item[attribute.Name]);
            buffer.Write(PartEnd);
        }
        buffer.Write(suffix);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>From <c>Low</c> up to and without <c>High</c>: the keys of a partition whose sort key is within the bounds.</summary>
    /// <param name="equal">Values of the sort key's first attributes; the bounds are of the one behind them.</param>
    public static (byte[] Low, byte[] High) Bounds(
        IReadOnlyList<AttributeValue> partition,
        IReadOnlyList<AttributeValue> equal,
        Expressions.SortRange? sort
    )
    {
        var prefix = new ArrayBufferWriter<byte>(64);
        WritePartition(prefix, partition);
        foreach (var value in equal)
        {
            prefix.Write(PartEnd);
            WritePart(prefix, value);
        }
        var (all, behindAll) = (Join(prefix, PartEnd), Join(prefix, Behind));
        if (sort is null)
            return (all, behindAll);

        prefix.Write(PartEnd);
        if (sort.Prefix is { } start)
        {
            WritePart(prefix, start);
            return (prefix.WrittenSpan.ToArray(), Successor(prefix.WrittenSpan));
        }
        return (
            sort.Low is { } low ? Edge(prefix, low, sort.LowIncluded ? PartEnd : Behind) : all,
            sort.High is { } high ? Edge(prefix, high, sort.HighIncluded ? Behind : PartEnd) : behindAll
        );
    }

    /// <summary>The token range of one segment of a parallel scan; a null High has no end.</summary>
    public static (byte[] Low, byte[]? High) Segment(int segment, int total)
    {
        return (Token(segment), segment + 1 == total ? null : Token(segment + 1));

        byte[] Token(int index)
        {
            var token = new byte[TokenLength];
            BinaryPrimitives.WriteUInt64BigEndian(token, (ulong)(((UInt128)index << 64) / (UInt128)total));
            return token;
        }
    }

    private static byte[] Edge(ArrayBufferWriter<byte> prefix, AttributeValue bound, ReadOnlySpan<byte> end)
    {
        var edge = new ArrayBufferWriter<byte>(64);
        edge.Write(prefix.WrittenSpan);
        WritePart(edge, bound);
        edge.Write(end);
        return edge.WrittenSpan.ToArray();
    }

    private static byte[] Join(ArrayBufferWriter<byte> prefix, ReadOnlySpan<byte> end) => [.. prefix.WrittenSpan, .. end];

    // The first bytes after all that begin with prefix. There always is one: the token is followed by more than FFs.
    private static byte[] Successor(ReadOnlySpan<byte> prefix)
    {
        var last = prefix.LastIndexOfAnyExcept((byte)0xFF);
        var successor = prefix[..(last + 1)].ToArray();
        successor[last]++;
        return successor;
    }

    private static void WritePartition(ArrayBufferWriter<byte> buffer, IReadOnlyList<AttributeValue> partition)
    {
        var part = new ArrayBufferWriter<byte>(32);
        for (var i = 0; i < partition.Count; i++)
        {
            if (i > 0)
                part.Write(PartEnd);
            WritePart(part, partition[i]);
        }
        Span<byte> hash = stackalloc byte[MD5.HashSizeInBytes];
        MD5.HashData(part.WrittenSpan, hash);
        buffer.Write(hash[..TokenLength]);
        buffer.Write(part.WrittenSpan);
    }

    private static void WritePart(ArrayBufferWriter<byte> buffer, AttributeValue value)
    {
        switch (value)
        {
            case StringValue s:
                WriteEscaped(buffer, Encoding.UTF8.GetBytes(s.Text));
                break;
            case BinaryValue b:
                WriteEscaped(buffer, b.Bytes);
                break;
            case NumberValue n:
                Span<byte> ordered = stackalloc byte[NumberLength];
                WriteEscaped(buffer, ordered[..WriteNumber(ordered, n.Number)]);
                break;
            default:
                throw new InvalidOperationException($"No key type: {value.Type}");
        }
    }

    private static void WriteEscaped(ArrayBufferWriter<byte> buffer, ReadOnlySpan<byte> bytes)
    {
        while (bytes.IndexOf((byte)0) is var zero and >= 0)
        {
            buffer.Write(bytes[..zero]);
            buffer.Write((ReadOnlySpan<byte>)[0, 0xFF]);
            bytes = bytes[(zero + 1)..];
        }
        buffer.Write(bytes);
    }

    private const int NumberLength = 1 + 2 + DynamoNumber.MaxDigits / 2 + 1;

    /// <summary>
    /// Sign, magnitude, then the digits in pairs (1 to 100). Of negative numbers everything is complemented, with a last byte that puts
    /// shorter behind longer.
    /// </summary>
    private static int WriteNumber(Span<byte> target, DynamoNumber number)
    {
        target[0] =
            number.IsZero ? (byte)0x80
            : number.IsNegative ? (byte)0x7F
            : (byte)0x81;
        if (number.IsZero)
            return 1;
        BinaryPrimitives.WriteUInt16BigEndian(target[1..], (ushort)(number.Magnitude + 0x4000));
        var digits = number.Digits;
        var coefficient = (UInt128)Int128.Abs(number.Coefficient) * (digits % 2 == 0 ? 1u : 10u);
        var pairs = (digits + 1) / 2;
        for (var i = pairs - 1; i >= 0; i--)
        {
            (coefficient, var pair) = UInt128.DivRem(coefficient, 100);
            target[3 + i] = (byte)(pair + 1);
        }
        if (!number.IsNegative)
            return 3 + pairs;
        for (var i = 1; i < 3 + pairs; i++)
            target[i] = (byte)~target[i];
        target[3 + pairs] = 0xFF;
        return 4 + pairs;
    }
}
