using LocalCloud.Aws.Lambda.Invoke;

namespace LocalCloud.Aws.Lambda.Execution.Environments;

/// <summary>
/// One invocation in its environment, with its timers: from START until nobody works at it any more. For its caller it is over when the
/// function has answered, for the function when that asks for the next one, and for extensions when they do.
/// </summary>
internal sealed class Turn
{
    /// <summary>For so long an answer waits for the end of the function's work, which for most is at once. A process that goes on working
    /// after its answer does not keep its caller waiting for that.</summary>
    private static readonly TimeSpan AnswerGrace = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan MemoryCheck = TimeSpan.FromMilliseconds(500);

    private readonly ExecutionEnvironment _environment;
    private readonly Deadline _deadline;
    private readonly ITimer? _memory;
    private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ITimer? _grace;

    public Turn(ExecutionEnvironment environment, Invocation invocation)
    {
        (_environment, Invocation) = (environment, invocation);
        var timeout = TimeSpan.FromSeconds(environment.Version.Configuration.Timeout);
        // The function counts by the system's clock. In a debugger it shall not think that its time is up
        var announced = environment.Service.HoldsDeadline ? TimeSpan.FromHours(24) : timeout;
        invocation.Deadline = (TimeProvider.System.GetUtcNow() + announced).ToUnixTimeMilliseconds();
        _deadline = new(environment.Time, timeout, () => environment.Endings.TimeUp(this));
        // Without control groups nobody else looks at its memory
        if (environment.Cgroup is null)
            _memory = TimeProvider.System.CreateTimer(_ => environment.Endings.CheckMemory(this), null, MemoryCheck, MemoryCheck);
    }

    public Invocation Invocation { get; }

    public Deadline Deadline => _deadline;

    /// <summary>Completes when nobody works at it any more.</summary>
    public Task Settled => _settled.Task;

    /// <summary>Under the gate, as all that follow: the function has answered.</summary>
    public void Answered(InvocationResult answer)
    {
        Invocation.Answer = answer;
        _grace = TimeProvider.System.CreateTimer(_ => TellCaller(), null, AnswerGrace, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The function is done with it, or ended over it. The deadline goes on: extensions have what is left.</summary>
    public void Worked()
    {
        _memory?.Dispose();
        _grace?.Dispose();
    }

    public void Settle()
    {
        Worked();
        _deadline.Dispose();
        _settled.TrySetResult();
    }

    private void TellCaller()
    {
        lock (_environment.Life.Gate)
            if (_environment.Turns.Current == this && _environment.Life.Phase is Phase.Answered)
                _environment.Reporter.Tell(Invocation, Invocation.Answer!, _deadline.Elapsed);
    }
}
