using LocalCloud.Aws.Lambda.Invoke;

namespace LocalCloud.Aws.Lambda.Execution.Environments;

/// <summary>The runtime's request for its next invocation, and the invocation that it has been given. Under the environment's
/// gate.</summary>
internal sealed class Turns
{
    private TaskCompletionSource<Invocation?>? _next;

    /// <summary>null when nobody works at an invocation.</summary>
    public Turn? Current { get; private set; }

    public bool RuntimeWaits => _next is not null;

    /// <summary>Completes with the next invocation; null when the environment ends before. A runtime that asks again has lost its
    /// connection: only the last request counts.</summary>
    public Task<Invocation?> Next()
    {
        _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
        return _next.Task;
    }

    public void Give(Turn turn)
    {
        Current = turn;
        _next!.TrySetResult(turn.Invocation);
        _next = null;
    }

    public void Settle()
    {
        Current?.Settle();
        Current = null;
    }

    /// <summary>There will be no next invocation for who waits now.</summary>
    public void Dismiss()
    {
        _next?.TrySetResult(null);
        _next = null;
    }
}
