using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace LocalCloud.Aws.Tests.Lambda;

/// <summary>Reads AWS's event stream encoding, checksums and all.</summary>
internal static class EventStreamReader
{
    public static List<(string Type, string Text)> Read(byte[] bytes)
    {
        var messages = new List<(string, string)>();
        for (var at = 0; at < bytes.Length; )
        {
            var length = (int)BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at));
            var message = bytes.AsSpan(at, length);
            Assert.Equal(Crc32.HashToUInt32(message[..8]), BinaryPrimitives.ReadUInt32BigEndian(message[8..]));
            Assert.Equal(Crc32.HashToUInt32(message[..^4]), BinaryPrimitives.ReadUInt32BigEndian(message[^4..]));
            var headers = (int)BinaryPrimitives.ReadUInt32BigEndian(message[4..]);
            messages.Add((EventType(message.Slice(12, headers)), Encoding.UTF8.GetString(message[(12 + headers)..^4])));
            at += length;
        }
        return messages;
    }

    private static string EventType(ReadOnlySpan<byte> headers)
    {
        while (headers.Length > 0)
        {
            var name = Encoding.ASCII.GetString(headers.Slice(1, headers[0]));
            headers = headers[(2 + headers[0])..];
            var length = BinaryPrimitives.ReadUInt16BigEndian(headers);
            if (name == ":event-type")
                return Encoding.ASCII.GetString(headers.Slice(2, length));
            headers = headers[(2 + length)..];
        }
        return "";
    }
}
