using LocalCloud.Aws.Lambda.Invoke;
using LocalCloud.Aws.Processes;

namespace LocalCloud.Aws.Lambda.Execution.Environments;

/// <summary>
/// What ends an environment or its init phase: its processes, time, and whoever does not want it any more. The first of them decides what
/// callers are told; the table of transitions turns the others away.
/// </summary>
internal sealed class Endings(ExecutionEnvironment environment)
{
    private Lifecycle Life => environment.Life;

    public void End()
    {
        lock (Life.Gate)
        {
            if (!Life.On(Trigger.End))
                return;
            environment.Init.Ended();
            LetGo(Failures.EndedDuring);
        }
        environment.Shutdown.Begin();
    }

    /// <summary>The function's process has ended, or has been killed.</summary>
    public void RuntimeExited(Sandbox sandbox, int code)
    {
        lock (Life.Gate)
        {
            // Of an earlier try, or one that the environment has killed
            if (environment.Sandbox != sandbox)
                return;
            var initialising = Life.Phase is Phase.Initializing;
            if (!Life.On(Trigger.RuntimeExits))
                return;
            if (initialising)
            {
                var attempt = environment.Init.Attempt!;
                attempt.Fail(attempt.Reported ?? Failures.InitExit(code));
                return;
            }
            LetGo(invocation => Exit(invocation, code));
        }
        environment.Shutdown.Begin();
    }

    /// <summary>The process of an extension has ended, which none may do before SHUTDOWN.</summary>
    public void ExtensionExited(Sandbox sandbox, InvocationResult crash)
    {
        lock (Life.Gate)
        {
            if (environment.Sandbox != sandbox)
                return;
            var initialising = Life.Phase is Phase.Initializing;
            if (!Life.On(Trigger.ExtensionExits))
                return;
            if (initialising)
            {
                environment.Init.Attempt!.Fail(crash);
                return;
            }
            LetGo(invocation => Failures.During(invocation, crash));
        }
        environment.Shutdown.Begin();
    }

    /// <summary>The function's time-out has passed: for the function, or for the extensions that had what it left.</summary>
    public void TimeUp(Turn turn)
    {
        lock (Life.Gate)
        {
            // The timer may have waited for the gate until the next invocation had begun
            if (environment.Turns.Current != turn)
                return;
            if (!(Life.Phase is Phase.Extending ? Life.On(Trigger.ExtensionsTimeUp) : TimesOut(turn.Invocation)))
                return;
            LetGo(invocation => Failures.TimedOut(invocation, environment.Version.Configuration.Timeout));
        }
        environment.Shutdown.Begin();
    }

    /// <summary>Without control groups, memory is looked at while the function works. Its exit, by this, does the rest.</summary>
    public void CheckMemory(Turn turn)
    {
        lock (Life.Gate)
        {
            if (environment.Turns.Current != turn || Life.Phase is not (Phase.Invoking or Phase.Answered))
                return;
            if (environment.Sandbox?.Runtime is not { } process)
                return;
            if (process.Memory.Private() <= (long)environment.Version.Configuration.MemorySize << 10)
                return;
            environment.Reporter.RanOutOfMemory();
            process.Signal(Native.Kill);
        }
    }

    private bool TimesOut(Invocation invocation)
    {
        var limit = Failures.Seconds(environment.Version.Configuration.Timeout);
        if (environment.Service.HoldsDeadline)
        {
            environment.Log.Stamped($"{invocation.Id} The time-out of {limit} seconds has passed; --debug-deadline holds it");
            return false;
        }
        if (!Life.On(Trigger.TimeUp))
            return false;
        // What the function has written until now stands before the line that says why there is no more
        environment.Sandbox?.Runtime?.Drain();
        environment.Sandbox?.Runtime?.EndLine();
        environment.Log.Stamped($"{invocation.Id} Task timed out after {limit} seconds\n");
        return true;
    }

    /// <summary>The runtime hears that there is nothing more, the caller what became of its invocation: an answer that was given counts,
    /// whatever came after it.</summary>
    private void LetGo(Func<Invocation, InvocationResult> failure)
    {
        environment.Turns.Dismiss();
        if (environment.Turns.Current is not { Invocation: var invocation } turn)
            return;
        environment.Reporter.Tell(invocation, invocation.Answer ?? failure(invocation), turn.Deadline.Elapsed);
        environment.Turns.Settle();
    }

    private InvocationResult Exit(Invocation invocation, int code)
    {
        // Nobody here has killed it: the kernel did, for its memory
        if (code == 128 + Native.Kill && environment.Cgroup is not null)
            environment.Reporter.RanOutOfMemory();
        environment.Log.Line($"RequestId: {invocation.Id} Error: {Failures.Reason(code)}\nRuntime.ExitError");
        return Failures.Exit(invocation, code);
    }
}
