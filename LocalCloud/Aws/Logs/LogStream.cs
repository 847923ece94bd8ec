using LocalCloud.Aws.Logs.Events;

namespace LocalCloud.Aws.Logs;

/// <summary>The stored form of a log stream.</summary>
internal sealed record StreamRow(string Group, string Name, long Created);

/// <summary>
/// Events as they come are rows of their own, kept in memory too; when they are as many as a chunk they become one, compressed, and memory
/// lets go of them. So an event is written twice, and a stream holds 64 KB in memory whatever its size.
/// </summary>
internal sealed class LogStream(LogGroup group, StreamRow row)
{
    private const int ChunkBytes = 64 << 10,
        ChunkPuts = 128;

    private readonly List<Chunk> _chunks = [];
    private readonly List<(string Key, LogEvent[] Events)> _tail = [];
    private long _tailBytes;

    public StreamRow Row => row;

    public string Name => row.Name;

    public string Arn => $"{group.Arn}:log-stream:{row.Name}";

    public long? FirstEvent { get; private set; }

    public long? LastEvent { get; private set; }

    public long? LastIngestion { get; private set; }

    public long Bytes { get; private set; }

    public int Chunks => _chunks.Count;

    public static string Key(string group, string stream) => $"{group}:{stream}";

    /// <summary>What is to be read, as it is now; reading needs no gate.</summary>
    public IEnumerable<Segment> Segments()
    {
        foreach (var chunk in _chunks.ToArray())
            yield return new(Name, chunk.Row.First, chunk.Row.Last, () => Read(chunk));
        foreach (var (_, events) in _tail.ToArray())
            yield return new(Name, events.Min(e => e.Position.Timestamp), events.Max(e => e.Position.Timestamp), () => events);
    }

    public void Append(Changes changes, LogEvent[] events)
    {
        Add($"{events[0].Position.Sequence:D19}", events);
        if (_tailBytes < ChunkBytes && _tail.Count < ChunkPuts)
            changes.Put(LogsState.TailTable, _tail[^1].Key, new(group.Name, Name, EventCodec.Encode(events)), LogsJson.Default.TailRow);
        else
            Seal(changes);
    }

    public void Add(string key, LogEvent[] events)
    {
        _tail.Add((key, events));
        var bytes = events.Sum(e => (long)e.Bytes);
        _tailBytes += bytes;
        Count(events.Min(e => e.Position.Timestamp), events.Max(e => e.Position.Timestamp), events.Max(e => e.Ingestion), bytes);
    }

    public void Add(Chunk chunk)
    {
        _chunks.Add(chunk);
        Count(chunk.Row.First, chunk.Row.Last, chunk.Row.Ingested, chunk.Row.Bytes);
    }

    /// <summary>Lets go of all whose events are all older; true when it did.</summary>
    public bool Expire(Changes changes, long before)
    {
        var old = _chunks.RemoveAll(chunk =>
        {
            if (chunk.Row.Last >= before)
                return false;
            Delete(changes, chunk);
            return true;
        });
        old += _tail.RemoveAll(part =>
        {
            if (part.Events.Max(e => e.Position.Timestamp) >= before)
                return false;
            changes.Delete(LogsState.TailTable, part.Key);
            _tailBytes -= part.Events.Sum(e => (long)e.Bytes);
            return true;
        });
        if (old == 0)
            return false;
        (FirstEvent, LastEvent, Bytes) = (null, null, 0);
        foreach (var chunk in _chunks)
            Count(chunk.Row.First, chunk.Row.Last, chunk.Row.Ingested, chunk.Row.Bytes);
        foreach (var (_, events) in _tail)
            Count(
                events.Min(e => e.Position.Timestamp),
                events.Max(e => e.Position.Timestamp),
                events.Max(e => e.Ingestion),
                events.Sum(e => (long)e.Bytes)
            );
        return true;
    }

    public void Delete(Changes changes)
    {
        _chunks.ForEach(chunk => Delete(changes, chunk));
        _tail.ForEach(part => changes.Delete(LogsState.TailTable, part.Key));
        _chunks.Clear();
        _tail.Clear();
    }

    /// <summary>The last time in the part that will be the first to be too old.</summary>
    public long? FirstToExpire() =>
        _chunks.Select(c => c.Row.Last).Concat(_tail.Select(t => t.Events.Max(e => e.Position.Timestamp))).Select(t => (long?)t).Min();

    private void Seal(Changes changes)
    {
        var events = _tail.SelectMany(part => part.Events).OrderBy(e => e.Position).ToArray();
        foreach (var (key, _) in _tail)
            changes.Delete(LogsState.TailTable, key);
        var data = EventCodec.Encode(events);
        var row = new ChunkRow(
            group.Name,
            Name,
            group.State.Blobs?.NextId() ?? 0,
            events[0].Position.Timestamp,
            events[^1].Position.Timestamp,
            events.Max(e => e.Position.Sequence),
            events.Max(e => e.Ingestion),
            _tailBytes
        );
        var chunk = new Chunk(row, data);
        _chunks.Add(chunk);
        _tail.Clear();
        _tailBytes = 0;
        if (group.State.Blobs is null)
            return;
        changes.PutBlob(row.Blob, data);
        changes.Put(LogsState.ChunkTable, chunk.Key, row, LogsJson.Default.ChunkRow);
        changes.AfterCommit(chunk.Leave);
    }

    private static void Delete(Changes changes, Chunk chunk)
    {
        if (chunk.Row.Blob == 0)
            return;
        changes.DeleteBlob(chunk.Row.Blob);
        changes.Delete(LogsState.ChunkTable, chunk.Key);
    }

    private LogEvent[] Read(Chunk chunk)
    {
        try
        {
            return chunk.Read(group.State.Blobs);
        }
        // It has been deleted since this reading began.
        catch (Exception) when (!group.State.Service.Host.Read(group.State, _ => _chunks.Contains(chunk)))
        {
            return [];
        }
    }

    private void Count(long first, long last, long ingestion, long bytes)
    {
        FirstEvent = Math.Min(FirstEvent ?? long.MaxValue, first);
        LastEvent = Math.Max(LastEvent ?? 0, last);
        LastIngestion = Math.Max(LastIngestion ?? 0, ingestion);
        Bytes += bytes;
    }
}
