namespace LocalCloud.Aws.Store;

/// <summary>Where committed rows live.</summary>
internal interface IStore : IAsyncDisposable
{
    /// <summary>
    /// Everything that was committed, by service and scope; within it by table and then by key. Each is read before the next.
    /// </summary>
    IEnumerable<(string Service, Scope Scope, IEnumerable<StoredRow> Rows)> Load();

    /// <summary>
    /// Queues the rows in the order of the calls. The task is true when they are on disk; false when that failed: then they are kept
    /// and written together with whatever is committed next, because memory already holds what they say.
    /// </summary>
    Task<bool> CommitAsync(Changes changes);

    /// <summary>False while what failed to be written cannot be written now either: then no further change should begin.</summary>
    ValueTask<bool> IsWritableAsync() => ValueTask.FromResult(true);

    /// <summary>Where large values can be left that memory need not hold; null in a store that keeps nothing.</summary>
    IBlobs? Blobs => null;
}

/// <summary>Values beside the rows, put and deleted by <see cref="Changes"/> and read when they are needed.</summary>
internal interface IBlobs
{
    /// <summary>A number that no blob has had.</summary>
    long NextId();

    /// <summary>One that was committed.</summary>
    byte[] Read(long id);
}

internal readonly record struct StoredRow(string Table, string Key, byte[] Value);

/// <summary>--memory: nothing outlives the process.</summary>
internal sealed class MemoryStore : IStore
{
    private static readonly Task<bool> Done = Task.FromResult(true);

    public IEnumerable<(string Service, Scope Scope, IEnumerable<StoredRow> Rows)> Load() => [];

    public Task<bool> CommitAsync(Changes changes) => Done;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
