namespace LocalCloud.Aws.Store;

/// <summary>
/// One thread writes what queued up while it wrote the batch before: one transaction and one fsync for all of them.
/// Under load a batch grows, so throughput does not depend on the latency of the disk.
/// </summary>
internal sealed partial class GroupCommit : IStore, IBlobs
{
    private readonly IRowFile _file;
    private readonly ILogger _log;
    private readonly Thread _writer;

    // A monitor: the writer waits on it, and is woken only when it does.
    private readonly object _gate = new();
    private Batch _queue = new();
    private bool _writerWaits;
    private bool _closing;
    private volatile bool _failed;
    private long _lastBlob;

    public GroupCommit(IRowFile file, ILogger<GroupCommit> log)
    {
        (_file, _log, _lastBlob) = (file, log, file.LastBlob);
        _writer = new Thread(Write) { Name = "store writer", IsBackground = true };
        _writer.Start();
    }

    public IBlobs Blobs => this;

    public IEnumerable<(string Service, Scope Scope, IEnumerable<StoredRow> Rows)> Load() => _file.Load();

    public Task<bool> CommitAsync(Changes changes)
    {
        // Its continuations run in Batch.Execute, which is made for them.
        var done = new TaskCompletionSource<bool>();
        lock (_gate)
        {
            if (_closing)
                return Task.FromResult(false);
            _queue.Add(changes, done);
            Wake();
        }
        return done.Task;
    }

    // Nothing to write but what is pending.
    public ValueTask<bool> IsWritableAsync() => _failed ? new(CommitAsync(new("", Scope.Default))) : ValueTask.FromResult(true);

    public long NextId() => Interlocked.Increment(ref _lastBlob);

    public byte[] Read(long id) => _file.ReadBlob(id);

    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            if (_closing)
                return;
            _closing = true;
            Wake();
        }
        await Task.Run(_writer.Join).ConfigureAwait(false);
        _file.Dispose();
    }

    private void Wake()
    {
        if (_writerWaits)
            Monitor.Pulse(_gate);
        _writerWaits = false;
    }

    private void Write()
    {
        // What is not on disk yet. More than one batch only after a failure.
        List<Changes> pending = [];
        while (Next() is { } batch)
        {
            pending.AddRange(batch.Changes);
            batch.Complete(TryWrite(pending));
        }
    }

    /// <summary>What has queued up; null when the store closes and nothing has.</summary>
    private Batch? Next()
    {
        lock (_gate)
        {
            while (_queue.Changes.Count == 0)
            {
                if (_closing)
                    return null;
                _writerWaits = true;
                Monitor.Wait(_gate);
            }
            var batch = _queue;
            _queue = new();
            return batch;
        }
    }

    private bool TryWrite(List<Changes> pending)
    {
        try
        {
            _file.Write(pending);
            pending.Clear();
            _failed = false;
        }
        // Whatever the disk did, the rows stay pending and the process goes on: the next batch tries again.
        catch (Exception e)
        {
            NotWritten(_log, pending.Count, e);
            _failed = true;
        }
        return !_failed;
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "{Changes} changes could not be written; they are kept and tried again with the next one"
    )]
    private static partial void NotWritten(ILogger log, int changes, Exception e);

    /// <summary>Changes that are written together, and who waits for them.</summary>
    private sealed class Batch : IThreadPoolWorkItem
    {
        private readonly List<TaskCompletionSource<bool>> _waiting = [];
        private bool _written;
        private int _next = -1;

        public List<Changes> Changes { get; } = [];

        public void Add(Changes changes, TaskCompletionSource<bool> done)
        {
            Changes.Add(changes);
            _waiting.Add(done);
        }

        /// <summary>A few threads let all of them go on, instead of a work item (and often the waking of a thread) for each.</summary>
        public void Complete(bool written)
        {
            _written = written;
            for (var threads = Math.Min(Environment.ProcessorCount, (_waiting.Count + 3) / 4); threads > 0; threads--)
                ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }

        // Each takes the next one, so none waits behind another that takes long.
        public void Execute()
        {
            while (Interlocked.Increment(ref _next) is var next && next < _waiting.Count)
                _waiting[next].SetResult(_written);
        }
    }
}
