namespace LocalCloud.Aws.DynamoDb.Streams;

/// <summary>A stream in memory. Owned by <see cref="TableStreams"/>; read under the state's gate.</summary>
internal sealed class TableStream(StreamDefinition definition)
{
    private readonly List<StreamRecord>[] _shards = [.. Enumerable.Range(0, Shards.Count).Select(_ => new List<StreamRecord>())];
    private long _durable;

    public StreamDefinition Definition { get; set; } = definition;

    public bool IsEnabled => Definition.DisabledAt is null;

    /// <summary>Of the newest record, trimmed or not; 0 when there was none.</summary>
    public long Last { get; private set; } = definition.Trimmed.Max();

    public DateTimeOffset? Oldest => _shards.Where(shard => shard.Count > 0).Select(shard => (DateTimeOffset?)shard[0].At).Min();

    /// <summary>Some records of a shard have reached the disk, or the stream was disabled (-1). Raised outside of the gate.</summary>
    public event Action<int>? Changed;

    public void Add(StreamRecord record)
    {
        _shards[record.Shard].Add(record);
        Last = Math.Max(Last, record.Sequence);
    }

    /// <summary>Readers see a record when it cannot be lost any more: who has acted upon it cannot take that back.</summary>
    public void Committed(StreamRecord record)
    {
        long seen;
        while (
            (seen = Volatile.Read(ref _durable)) < record.Sequence
            && Interlocked.CompareExchange(ref _durable, record.Sequence, seen) != seen
        ) { }
        Changed?.Invoke(record.Shard);
    }

    public void Loaded() => _durable = Last;

    public void Closed() => Changed?.Invoke(-1);

    /// <summary>The records of a shard behind the number, oldest first.</summary>
    public IEnumerable<StreamRecord> After(int shard, long sequence)
    {
        var records = _shards[shard];
        var durable = Volatile.Read(ref _durable);
        for (var at = Behind(records, sequence); at < records.Count && records[at].Sequence <= durable; at++)
            yield return records[at];
    }

    public long LastOf(int shard) => _shards[shard] is [.., var last] ? last.Sequence : Definition.Trimmed[shard];

    public List<StreamRecord> RemoveOlder(DateTimeOffset horizon)
    {
        var removed = new List<StreamRecord>();
        foreach (var records in _shards)
        {
            var count = 0;
            while (count < records.Count && records[count].At <= horizon)
                removed.Add(records[count++]);
            records.RemoveRange(0, count);
        }
        return removed;
    }

    private static int Behind(List<StreamRecord> records, long sequence)
    {
        var (low, high) = (0, records.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (records[middle].Sequence > sequence)
                high = middle;
            else
                low = middle + 1;
        }
        return low;
    }
}
