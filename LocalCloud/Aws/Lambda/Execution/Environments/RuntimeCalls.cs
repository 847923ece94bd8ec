using LocalCloud.Aws.Lambda.Execution.Sdk;
using LocalCloud.Aws.Lambda.Invoke;

namespace LocalCloud.Aws.Lambda.Execution.Environments;

/// <summary>What the runtime and extensions of an environment ask and say (docs: runtimes-api, runtimes-extensions-api).</summary>
internal sealed class RuntimeCalls(ExecutionEnvironment environment)
{
    private Lifecycle Life => environment.Life;

    /// <summary>GET next: the process is ready, and done with what it had. null when the environment has ended.</summary>
    public async Task<Invocation?> NextAsync(CancellationToken gone)
    {
        Task<Invocation?> next;
        lock (Life.Gate)
        {
            if (Life.IsGone)
                return null;
            next = environment.Turns.Next();
            Waits(environment.Extensions.AreIdle ? Trigger.RuntimeWaitsLast : Trigger.RuntimeWaits);
        }
        return await next.WaitAsync(gone).ConfigureAwait(false);
    }

    /// <summary>GET event/next of an extension for which there is none: when the others and the runtime have asked too, nobody
    /// works.</summary>
    public void ExtensionWaits()
    {
        lock (Life.Gate)
            if (environment.Turns.RuntimeWaits && environment.Extensions.AreIdle)
                Waits(Trigger.ExtensionWaitsLast);
    }

    /// <summary>The invocation in hand, when it is this one and not yet answered.</summary>
    public Invocation? Current(string id)
    {
        lock (Life.Gate)
            return Life.Phase is Phase.Invoking && environment.Turns.Current!.Invocation is var current && current.Id == id
                ? current
                : null;
    }

    /// <summary>POST response or error. The caller gets the answer when the process asks for the next invocation, which most do at once,
    /// and else after a grace.</summary>
    public void Respond(Invocation invocation, InvocationResult result)
    {
        lock (Life.Gate)
        {
            // While the body was read the time may have run out, and another invocation begun
            if (environment.Turns.Current is not { } turn || turn.Invocation != invocation || !Life.On(Trigger.Answer))
                return;
            turn.Answered(result);
        }
        invocation.Stream?.End();
    }

    /// <summary>POST init/error.</summary>
    public void InitFailed(InvocationResult error)
    {
        lock (Life.Gate)
            if (environment.Init.Attempt is { } attempt)
                attempt.Reported = error;
    }

    /// <summary>
    /// The folder of a package that the runtime brings along. Installing it takes none of the function's time: on AWS it is there.
    /// </summary>
    public async Task<Result<string>> FindModuleAsync(string package)
    {
        Deadline? deadline;
        lock (Life.Gate)
            deadline = environment.Turns.Current?.Deadline ?? environment.Init.Attempt?.Deadline;
        deadline?.Hold();
        try
        {
            var (service, runtime) = (environment.Service, environment.Version.Configuration.Runtime!);
            return await service.Sdk.FolderOfAsync(package, runtime, service.Stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return JavaScriptSdk.Missing("The emulator ends.");
        }
        finally
        {
            deadline?.Go();
        }
    }

    private void Waits(Trigger trigger)
    {
        var before = Life.Phase;
        if (!Life.On(trigger))
            return;
        // Answered or done, whichever the caller has heard of before
        if (before is Phase.Answered && environment.Turns.Current is { } turn)
        {
            turn.Worked();
            environment.Reporter.Tell(turn.Invocation, turn.Invocation.Answer!, turn.Deadline.Elapsed);
        }
        if (Life.Phase is Phase.Ready)
            Rest(isFirst: before is Phase.Initializing);
    }

    private void Rest(bool isFirst)
    {
        if (isFirst)
        {
            foreach (var line in environment.Extensions.Lines)
                environment.Log.Line(line);
            environment.Init.Done();
            environment.Cgroup?.Started();
        }
        environment.Turns.Settle();
        environment.Freezer.Arm();
    }
}
