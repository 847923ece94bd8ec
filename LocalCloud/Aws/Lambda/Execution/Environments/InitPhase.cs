using System.Diagnostics;
using LocalCloud.Aws.Lambda.Invoke;

namespace LocalCloud.Aws.Lambda.Execution.Environments;

/// <summary>
/// The init phase: extensions and the runtime start, and it is over when everyone waits. It has ten seconds; one that fails is tried once
/// more as part of the invocation, with that one's time (docs: lambda-runtime-environment, "Failures during the Init phase").
/// </summary>
internal sealed class InitPhase(ExecutionEnvironment environment)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private InitAttempt? _attempt;

    /// <summary>Completes when the first init phase is over, in whatever way, and no try of it is to follow.</summary>
    public Task Over => _over.Task;

    /// <summary>The one that is tried, or was last.</summary>
    public InitAttempt? Attempt => _attempt;

    /// <summary>Without an invocation: one try. null, or why it failed.</summary>
    public async Task<InvocationResult?> RunAsync()
    {
        var failure = await TryAsync(Limit, isSuppressed: false).ConfigureAwait(false);
        if (failure is not null)
            _over.TrySetResult();
        return failure;
    }

    /// <summary>For an invocation: two tries. null, or why the second failed.</summary>
    public async Task<InvocationResult?> RunAsync(TimeSpan timeout)
    {
        if (await TryAsync(Limit, isSuppressed: false).ConfigureAwait(false) is null)
            return null;
        var failure = await TryAsync(timeout, isSuppressed: true).ConfigureAwait(false);
        if (failure is not null)
            _over.TrySetResult();
        return failure;
    }

    /// <summary>Under the gate: everyone waits.</summary>
    public void Done()
    {
        _attempt!.Succeed();
        _over.TrySetResult();
    }

    /// <summary>Under the gate: the environment ends, in whatever phase.</summary>
    public void Ended()
    {
        _attempt?.Fail(Failures.Ended);
        _over.TrySetResult();
    }

    /// <summary>Of a start that went wrong: <paramref name="sandbox"/> is null when it came to none.</summary>
    public void CannotStart(Sandbox? sandbox, InvocationResult why)
    {
        lock (environment.Life.Gate)
            // Of an earlier try's extensions, which have registered too late, nobody wants to know
            if (environment.Sandbox == sandbox && environment.Life.On(Trigger.CannotStart))
                _attempt!.Fail(why);
    }

    private async Task<InvocationResult?> TryAsync(TimeSpan limit, bool isSuppressed)
    {
        using var span = Invoker.Tracing.StartActivity($"{environment.Version.Name} init");
        environment.Log.InitStart();
        using var attempt = new InitAttempt(environment.Time, limit, TimeUp);
        if (Begin(attempt) && SandboxStart.Begin(environment) is { } impossible)
            CannotStart(environment.Sandbox, impossible);
        var failure = await attempt.Over.ConfigureAwait(false);
        var duration = attempt.Deadline.Elapsed;
        // What was kept ready has started before anybody waited for it, and a second try is within the invocation's duration
        if (!environment.IsProvisioned && !isSuppressed)
            environment.Reporter.Initialised(duration);
        if (failure is null)
            return null;
        span?.SetStatus(ActivityStatusCode.Error, failure.ErrorType);
        environment.Shutdown.Kill();
        var timedOut = failure.Status == "timeout";
        environment.Log.InitReport(duration, timedOut ? "timeout" : "error", timedOut ? null : failure.ErrorType);
        return failure;
    }

    private bool Begin(InitAttempt attempt)
    {
        lock (environment.Life.Gate)
        {
            if (!environment.Life.On(Trigger.Start))
            {
                attempt.Fail(Failures.Ended);
                return false;
            }
            _attempt = attempt;
            // A request of the try before is not the new process's: it would pass for ready before it is
            environment.Turns.Dismiss();
            return true;
        }
    }

    private void TimeUp(InitAttempt attempt, TimeSpan limit)
    {
        if (environment.Service.HoldsDeadline)
            return;
        lock (environment.Life.Gate)
            if (_attempt == attempt && environment.Life.On(Trigger.InitTimeUp))
                attempt.Fail(Failures.InitTimedOut(limit));
    }
}
