using LocalCloud.Aws.Store;

namespace LocalCloud.Aws.Logs.Events;

/// <summary>The stored form of a chunk: what is in the blob of that number.</summary>
internal sealed record ChunkRow(
    string Group,
    string Stream,
    long Blob,
    long First,
    long Last,
    long LastSequence,
    long Ingested,
    long Bytes
);

/// <summary>Some 64 KB of a stream's events, which memory knows by their times alone once they are on disk.</summary>
internal sealed class Chunk(ChunkRow row, byte[]? data)
{
    private byte[]? _data = data;

    public ChunkRow Row => row;

    public string Key => $"{row.LastSequence:D19}";

    /// <summary>Now the store has it.</summary>
    public void Leave() => _data = null;

    public LogEvent[] Read(IBlobs? blobs) => EventCodec.Decode(_data ?? blobs!.Read(row.Blob));
}

/// <summary>The stored form of what one PutLogEvents brought, until it becomes part of a chunk.</summary>
internal sealed record TailRow(string Group, string Stream, byte[] Events);
