using LocalCloud.Aws.Lambda.Invoke;

namespace LocalCloud.Aws.Lambda.Execution.Environments;

/// <summary>One try of the init phase. Its first outcome counts.</summary>
internal sealed class InitAttempt : IDisposable
{
    private readonly TaskCompletionSource<InvocationResult?> _over = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public InitAttempt(TimeProvider time, TimeSpan limit, Action<InitAttempt, TimeSpan> timeUp) =>
        Deadline = new(time, limit, () => timeUp(this, limit));

    public Deadline Deadline { get; }

    /// <summary>What the runtime has reported (POST init/error). It counts when the process ends, which is the runtime's next
    /// step.</summary>
    public InvocationResult? Reported { get; set; }

    /// <summary>Completes with why it has failed; null when everyone waits.</summary>
    public Task<InvocationResult?> Over => _over.Task;

    public void Succeed() => _over.TrySetResult(null);

    public void Fail(InvocationResult why) => _over.TrySetResult(why);

    public void Dispose() => Deadline.Dispose();
}
