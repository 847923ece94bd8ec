using System.Buffers.Binary;

namespace LocalCloud.Aws.Sqs;

/// <summary>How often and when a message was received, and when it becomes visible again. Times are milliseconds since 1970.</summary>
internal readonly record struct Delivery(int Receives, long FirstReceived, long LastReceived, long VisibleAt)
{
    public byte[] ToBytes()
    {
        var bytes = new byte[28];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, Receives);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(4), FirstReceived);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(12), LastReceived);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(20), VisibleAt);
        return bytes;
    }

    public static Delivery FromBytes(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadInt32LittleEndian(bytes),
        BinaryPrimitives.ReadInt64LittleEndian(bytes[4..]),
        BinaryPrimitives.ReadInt64LittleEndian(bytes[12..]),
        BinaryPrimitives.ReadInt64LittleEndian(bytes[20..]));
}
