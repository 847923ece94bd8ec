namespace LocalCloud.Aws.Store;

/// <summary>
/// One thread writes what queued up while it wrote the batch before: one transaction and one fsync for all of them.
/// Under load a batch grows, so throughput does not depend on the latency of the disk.
/// </summary>
internal sealed partial class GroupCommit : IStore
{
    private readonly IRowFile _file;
    private readonly ILogger _log;
    private readonly Thread _writer;
    private readonly Lock _gate = new();
    private readonly AutoResetEvent _queued = new(false);
    private List<(Changes Changes, TaskCompletionSource<bool> Done)> _queue = [];
    private bool _closing;

    public GroupCommit(IRowFile file, ILogger<GroupCommit> log)
    {
        (_file, _log) = (file, log);
        _writer = new Thread(Write) { Name = "store writer", IsBackground = true };
        _writer.Start();
    }

    public IEnumerable<(string Service, Scope Scope, IEnumerable<StoredRow> Rows)> Load() => _file.Load();

    public Task<bool> CommitAsync(Changes changes)
    {
        var done = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_closing)
                return Task.FromResult(false);
            _queue.Add((changes, done));
        }
        _queued.Set();
        return done.Task;
    }

    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            if (_closing)
                return;
            _closing = true;
        }
        _queued.Set();
        await Task.Run(_writer.Join).ConfigureAwait(false);
        _file.Dispose();
        _queued.Dispose();
    }

    private void Write()
    {
        // The last value of each row that is not on disk yet. More than one batch only after a failure.
        var pending = new Dictionary<RowKey, byte[]?>();
        List<(Changes Changes, TaskCompletionSource<bool> Done)> batch = [];
        while (true)
        {
            bool closing;
            lock (_gate)
            {
                (batch, _queue) = (_queue, batch);
                closing = _closing;
            }
            if (batch.Count == 0 && !closing)
            {
                _queued.WaitOne();
                continue;
            }
            foreach (var (changes, _) in batch)
                foreach (var row in changes.Rows)
                    pending[new(changes.Service, changes.Scope, row.Table, row.Key)] = row.Value;
            var written = TryWrite(pending);
            foreach (var (_, done) in batch)
                done.SetResult(written);
            batch.Clear();
            if (closing)
                return;
        }
    }

    private bool TryWrite(Dictionary<RowKey, byte[]?> pending)
    {
        if (pending.Count == 0)
            return true;
        try
        {
            _file.Write(pending);
            pending.Clear();
            return true;
        }
        // Whatever the disk did, the rows stay pending and the process goes on: the next batch tries again.
        catch (Exception e)
        {
            NotWritten(_log, pending.Count, e);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Rows} rows could not be written; they are kept and tried again with the next change")]
    private static partial void NotWritten(ILogger log, int rows, Exception e);
}
