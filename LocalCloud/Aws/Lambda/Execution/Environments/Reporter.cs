using LocalCloud.Aws.Lambda.Execution.Logs;
using LocalCloud.Aws.Lambda.Invoke;

namespace LocalCloud.Aws.Lambda.Execution.Environments;

/// <summary>Ends an invocation for its caller: END and REPORT in the log, what it is billed for, the result. Under the environment's
/// gate.</summary>
internal sealed class Reporter(ExecutionEnvironment environment)
{
    private TimeSpan? _init;
    private long _peak;
    private bool _ranOutOfMemory;

    /// <summary>The first report after it has it, and no other. A second try has its time from the invocation's and is not told
    /// apart.</summary>
    public void Initialised(TimeSpan duration) => _init ??= duration;

    public void RanOutOfMemory() => _ranOutOfMemory = true;

    /// <summary>An invocation that found no environment, and could not start one.</summary>
    public InvocationResult TellInitFailed(Invocation invocation, InvocationResult failure)
    {
        var began = environment.Time.GetTimestamp();
        lock (environment.Life.Gate)
        {
            environment.Log.Start(invocation);
            environment.Log.Stamped($"{invocation.Id} {failure.ErrorType}: init failed twice");
            // What ran out of time may find more of it with the next try; what cannot be loaded stays so
            var result = Failures.During(invocation, failure) with { WasInit = failure.Status != "timeout" };
            Tell(invocation, result, environment.Time.GetElapsedTime(began));
            return result;
        }
    }

    /// <summary>Once for each invocation: that of a function which goes on working after its answer is over for the caller before it is
    /// over for the environment.</summary>
    /// <param name="duration">without the init phase</param>
    public void Tell(Invocation invocation, InvocationResult result, TimeSpan duration)
    {
        if (invocation.Done.Task.IsCompleted)
            return;
        if (environment.Sandbox?.Runtime is { } process)
        {
            // What it has written before its answer stands before END, and in the answer's tail of the log
            process.Drain();
            process.EndLine();
            _peak = Math.Max(_peak, process.Memory.Peak() >> 10);
        }
        var size = environment.Version.Configuration.MemorySize;
        var report = new Report(
            duration,
            _init,
            _ranOutOfMemory ? size : Math.Min(_peak, size),
            result.Status,
            result.Status == "error" ? result.ErrorType : null
        );
        _init = null;
        environment.Log.End(invocation, report);
        (invocation.Duration, invocation.Report) = (duration, report);
        environment.Service.Recent.Add(environment.Scope, environment.Version, invocation, result, report, environment.Time.GetUtcNow());
        invocation.Stream?.End();
        // Last: who waits for it reads what is set above
        invocation.Done.TrySetResult(result);
    }
}
