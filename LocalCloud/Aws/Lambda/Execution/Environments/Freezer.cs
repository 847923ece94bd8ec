using LocalCloud.Aws.Processes;

namespace LocalCloud.Aws.Lambda.Execution.Environments;

/// <summary>
/// Stops the processes of an environment in which everyone waits, as Lambda freezes them between invocations (docs:
/// lambda-runtime-environment). Under the environment's gate.
/// </summary>
internal sealed class Freezer : IDisposable
{
    /// <summary>Stopping wakes every thread of a process, and continuing too: one that is called again at once is spared that.</summary>
    private static readonly TimeSpan After = TimeSpan.FromMilliseconds(100);

    private readonly ExecutionEnvironment _environment;
    private readonly ITimer _timer;

    public Freezer(ExecutionEnvironment environment)
    {
        _environment = environment;
        _timer = TimeProvider.System.CreateTimer(_ => Freeze(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Arm()
    {
        // No debugger gets an answer from a process that is stopped
        if (!_environment.Service.HoldsDeadline)
            _timer.Change(After, Timeout.InfiniteTimeSpan);
    }

    public void Thaw(bool isFrozen)
    {
        _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        if (isFrozen)
            _environment.Sandbox?.Signal(Native.Continue);
    }

    public void Dispose() => _timer.Dispose();

    // The signal goes out under the gate too: an invocation that comes now continues what has been stopped, never the reverse
    private void Freeze()
    {
        lock (_environment.Life.Gate)
            if (_environment.Life.On(Trigger.FreezeDue))
                _environment.Sandbox?.Signal(Native.Stop);
    }
}
