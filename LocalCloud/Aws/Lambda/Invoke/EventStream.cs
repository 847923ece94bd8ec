using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace LocalCloud.Aws.Lambda.Invoke;

/// <summary>AWS's binary framing of messages in a stream: lengths, headers, payload, checksums (CRC-32) of prelude and message.</summary>
internal static class EventStream
{
    private const byte StringHeader = 7;

    public static byte[] Message(string type, string contentType, ReadOnlySpan<byte> payload)
    {
        using var headers = new MemoryStream();
        Header(headers, ":event-type", type);
        Header(headers, ":content-type", contentType);
        Header(headers, ":message-type", "event");
        var message = new byte[12 + headers.Length + payload.Length + 4];
        BinaryPrimitives.WriteUInt32BigEndian(message, (uint)message.Length);
        BinaryPrimitives.WriteUInt32BigEndian(message.AsSpan(4), (uint)headers.Length);
        BinaryPrimitives.WriteUInt32BigEndian(message.AsSpan(8), Crc32.HashToUInt32(message.AsSpan(0, 8)));
        headers.ToArray().CopyTo(message, 12);
        payload.CopyTo(message.AsSpan(12 + (int)headers.Length));
        BinaryPrimitives.WriteUInt32BigEndian(
            message.AsSpan(message.Length - 4),
            Crc32.HashToUInt32(message.AsSpan(0, message.Length - 4))
        );
        return message;
    }

    private static void Header(MemoryStream headers, string name, string value)
    {
        headers.WriteByte((byte)name.Length);
        headers.Write(Encoding.ASCII.GetBytes(name));
        headers.WriteByte(StringHeader);
        headers.WriteByte((byte)(value.Length >> 8));
        headers.WriteByte((byte)value.Length);
        headers.Write(Encoding.ASCII.GetBytes(value));
    }
}
