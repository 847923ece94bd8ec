namespace LocalCloud.Aws.Sqs;

/// <summary>When queues were deleted whose names cannot be used again yet.</summary>
internal sealed class DeletedNames
{
    public const string Table = "queues/deleted";
    private const long Wait = 60_000;

    private readonly Dictionary<string, long> _byName = new(StringComparer.Ordinal);

    public bool Holds(string name, long now) => _byName.TryGetValue(name, out var deleted) && now < deleted + Wait;

    public void Add(string name, long now, Changes changes)
    {
        foreach (var (old, deleted) in _byName.Where(d => d.Value + Wait <= now).ToList())
        {
            _byName.Remove(old);
            changes.Delete(Table, old);
        }
        Restore(name, now);
        changes.Put(Table, name, now, SqsJson.Default.Int64);
    }

    public void Restore(string name, long deleted) => _byName[name] = deleted;
}
