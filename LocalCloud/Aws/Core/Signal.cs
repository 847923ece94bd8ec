namespace LocalCloud.Aws;

/// <summary>
/// What long polls wait for. Belongs to a <see cref="ServiceState"/>; all of its members are called under that state's gate,
/// so that a waiter cannot miss what happens between its look and its wait.
/// </summary>
internal sealed class Signal(TimeProvider time)
{
    private readonly LinkedList<Wait> _waiting = [];

    public bool HasWaiters => _waiting.Count > 0;

    internal int Count => _waiting.Count;

    /// <summary>To be returned by an operation that has nothing yet; it runs again when released or at <paramref name="until"/>.</summary>
    public Wait Wait(DateTimeOffset until)
    {
        // The timer starts under the gate as well: whoever moves the clock after looking at this state moves it for this wait.
        var wait = new Wait(this, until - time.GetUtcNow(), time);
        wait.Node = _waiting.AddLast(wait);
        return wait;
    }

    /// <summary>Lets the longest waiting go on, as many as there is something for.</summary>
    public void Release(int count = 1)
    {
        for (; count > 0 && _waiting.First is { } first; count--)
        {
            Remove(first.Value);
            first.Value.Released.TrySetResult();
        }
    }

    public void ReleaseAll() => Release(int.MaxValue);

    internal void Remove(Wait wait)
    {
        if (wait.Node is { } node)
        {
            _waiting.Remove(node);
            wait.Node = null;
        }
    }
}

/// <summary>One operation waiting for a <see cref="Signal"/>.</summary>
internal sealed class Wait
{
    private readonly Signal _signal;
    private readonly ITimer _timer;

    internal Wait(Signal signal, TimeSpan time, TimeProvider clock)
    {
        _signal = signal;
        _timer = clock.CreateTimer(
            _ => Released.TrySetResult(),
            null,
            time > TimeSpan.Zero ? time : TimeSpan.Zero,
            Timeout.InfiniteTimeSpan
        );
    }

    internal TaskCompletionSource Released { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal LinkedListNode<Wait>? Node { get; set; }

    internal async Task ForAsync(ServiceState state, CancellationToken cancellation)
    {
        try
        {
            await Released.Task.WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The caller has gone: what it was woken for belongs to the next one.
            lock (state.Gate)
                if (Released.Task.IsCompleted)
                    _signal.Release();
            throw;
        }
        finally
        {
            await _timer.DisposeAsync().ConfigureAwait(false);
            lock (state.Gate)
                _signal.Remove(this);
        }
    }
}
