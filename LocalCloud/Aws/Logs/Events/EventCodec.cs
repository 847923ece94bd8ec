using System.IO.Compression;

namespace LocalCloud.Aws.Logs.Events;

/// <summary>Events as compressed bytes: lines of a log resemble each other.</summary>
internal static class EventCodec
{
    public static byte[] Encode(IReadOnlyList<LogEvent> events)
    {
        using var buffer = new MemoryStream();
        using (var deflate = new DeflateStream(buffer, CompressionLevel.Fastest, leaveOpen: true))
        using (var writer = new BinaryWriter(deflate))
        {
            writer.Write7BitEncodedInt(events.Count);
            foreach (var e in events)
            {
                writer.Write7BitEncodedInt64(e.Position.Timestamp);
                writer.Write7BitEncodedInt64(e.Position.Sequence);
                writer.Write7BitEncodedInt64(e.Ingestion);
                writer.Write(e.Message);
            }
        }
        return buffer.ToArray();
    }

    public static LogEvent[] Decode(byte[] bytes)
    {
        using var deflate = new DeflateStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var reader = new BinaryReader(deflate);
        var events = new LogEvent[reader.Read7BitEncodedInt()];
        for (var i = 0; i < events.Length; i++)
            events[i] = new(
                new(reader.Read7BitEncodedInt64(), reader.Read7BitEncodedInt64()),
                reader.Read7BitEncodedInt64(),
                reader.ReadString()
            );
        return events;
    }
}
