using System.Buffers.Binary;

namespace LocalCloud.Aws.Sqs;

/// <summary>Names one receive of one message: queue, message number and how many receives there had been.</summary>
internal readonly record struct ReceiptHandle(Guid Queue, long Number, int Receive)
{
    private const int Size = 2 + 16 + 8 + 4;

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Size];
        bytes[0] = bytes[1] = 1;
        Queue.TryWriteBytes(bytes[2..]);
        BinaryPrimitives.WriteInt64BigEndian(bytes[18..], Number);
        BinaryPrimitives.WriteInt32BigEndian(bytes[26..], Receive);
        return Convert.ToBase64String(bytes);
    }

    public static ReceiptHandle? Parse(string text)
    {
        Span<byte> bytes = stackalloc byte[Size];
        return Convert.TryFromBase64String(text, bytes, out var length) && length == Size && bytes[0] == 1 && bytes[1] == 1
            ? new(new(bytes[2..18]), BinaryPrimitives.ReadInt64BigEndian(bytes[18..]), BinaryPrimitives.ReadInt32BigEndian(bytes[26..]))
            : null;
    }
}
