namespace LocalCloud.Aws.Lambda.Execution.Api;

/// <summary>Where one environment's runtime API is, and whether somebody is connected.</summary>
internal sealed class RuntimePort(int number) : IDisposable
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _silence = Done();
    private Action? _closing;
    private int _connections;

    public int Number => number;

    public Action? Closing
    {
        init => _closing = value;
    }

    /// <summary>Completes when nobody is connected, and all that was said has been heard.</summary>
    public Task Silence
    {
        get
        {
            lock (_gate)
                return _silence.Task;
        }
    }

    public void Opened()
    {
        lock (_gate)
            if (_connections++ == 0)
                _silence = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    public void Ended()
    {
        lock (_gate)
            if (--_connections == 0)
                _silence.TrySetResult();
    }

    /// <summary>Once: the number may be another environment's by the second time.</summary>
    public void Dispose() => Interlocked.Exchange(ref _closing, null)?.Invoke();

    private static TaskCompletionSource Done()
    {
        var done = new TaskCompletionSource();
        done.SetResult();
        return done;
    }
}
