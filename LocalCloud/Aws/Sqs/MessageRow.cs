using System.Buffers.Binary;
using System.Text;

namespace LocalCloud.Aws.Sqs;

/// <summary>A message as it is stored, without its content: short, because every receive writes it again.</summary>
internal static class MessageRow
{
    private const int Fixed = 16 + 8 + 8 + 8 + 4 + 8 + 8 + 8;

    public static byte[] Write(Message message)
    {
        ReadOnlySpan<string?> texts =
        [
            message.SenderId,
            message.TraceHeader,
            message.GroupId,
            message.DeduplicationId,
            message.SequenceNumber,
            message.DeadLetterSource,
            message.TraceParent,
        ];
        var size = Fixed;
        foreach (var text in texts)
            size += sizeof(int) + (text is null ? 0 : Encoding.UTF8.GetByteCount(text));
        var row = new byte[size];
        var rest = row.AsSpan();
        message.Uid.TryWriteBytes(rest);
        rest = rest[16..];
        Long(ref rest, message.Sent);
        Long(ref rest, message.AvailableAt);
        Long(ref rest, message.Blob);
        BinaryPrimitives.WriteInt32LittleEndian(rest, message.Delivery.Receives);
        rest = rest[sizeof(int)..];
        Long(ref rest, message.Delivery.FirstReceived);
        Long(ref rest, message.Delivery.LastReceived);
        Long(ref rest, message.Delivery.VisibleAt);
        foreach (var text in texts)
            Text(ref rest, text);
        return row;
    }

    public static Message Read(long number, ReadOnlySpan<byte> row, SqsState state)
    {
        var uid = new Guid(row[..16]);
        row = row[16..];
        var (sent, availableAt, blob) = (Long(ref row), Long(ref row), Long(ref row));
        var receives = BinaryPrimitives.ReadInt32LittleEndian(row);
        row = row[sizeof(int)..];
        var delivery = new Delivery(receives, Long(ref row), Long(ref row), Long(ref row));
        // One string for the account of them all.
        var sender = Text(ref row)!;
        return new(uid, blob, state.Contents)
        {
            Number = number,
            Sent = sent,
            AvailableAt = availableAt,
            Delivery = delivery,
            SenderId = sender == state.Scope.Account ? state.Scope.Account : sender,
            TraceHeader = Text(ref row),
            GroupId = Text(ref row),
            DeduplicationId = Text(ref row),
            SequenceNumber = Text(ref row),
            DeadLetterSource = Text(ref row),
            TraceParent = Text(ref row),
        };
    }

    private static void Long(ref Span<byte> to, long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(to, value);
        to = to[sizeof(long)..];
    }

    private static long Long(ref ReadOnlySpan<byte> from)
    {
        var value = BinaryPrimitives.ReadInt64LittleEndian(from);
        from = from[sizeof(long)..];
        return value;
    }

    // The length before the text; -1 when there is none.
    private static void Text(ref Span<byte> to, string? text)
    {
        var length = text is null ? -1 : Encoding.UTF8.GetBytes(text, to[sizeof(int)..]);
        BinaryPrimitives.WriteInt32LittleEndian(to, length);
        to = to[(sizeof(int) + Math.Max(length, 0))..];
    }

    private static string? Text(ref ReadOnlySpan<byte> from)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(from);
        var text = length < 0 ? null : Encoding.UTF8.GetString(from.Slice(sizeof(int), length));
        from = from[(sizeof(int) + Math.Max(length, 0))..];
        return text;
    }
}
