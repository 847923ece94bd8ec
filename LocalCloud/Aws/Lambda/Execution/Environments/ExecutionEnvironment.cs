using LocalCloud.Aws.Lambda.Execution.Api;
using LocalCloud.Aws.Lambda.Execution.Logs;
using LocalCloud.Aws.Lambda.Functions;
using LocalCloud.Aws.Lambda.Invoke;
using LocalCloud.Aws.Processes;

namespace LocalCloud.Aws.Lambda.Execution.Environments;

/// <summary>
/// One environment: a process that asks for invocations at a port of its own, one at a time, with the extensions of its layers. Its life is
/// <see cref="Transitions"/>; the parts of it work under the gate of <see cref="Life"/>, each with its own fields. This is what the fleet
/// and the invoker see of it.
/// </summary>
internal sealed class ExecutionEnvironment : IDisposable
{
    public ExecutionEnvironment(LambdaService service, Scope scope, FunctionVersion version, bool provisioned)
    {
        (Service, Scope, Version, IsProvisioned) = (service, scope, version, provisioned);
        var id = Guid.NewGuid().ToString("N");
        Temporary = Path.Combine(service.Code.Root, "tmp", id);
        Cgroup = Cgroup.TryCreate(id, version.Configuration.MemorySize, Variables.AsksForQuota(version.Configuration));
        Log = new(service, scope, version, id);
        Life = new(version.Name, service.Host.Loggers.CreateLogger<Lifecycle>());
        (Reporter, Freezer, Init, Runtime) = (new(this), new(this), new(this), new(this));
        (Endings, Shutdown) = (new(this), new(this));
    }

    public LambdaService Service { get; }

    public Scope Scope { get; }

    public FunctionVersion Version { get; }

    public bool IsProvisioned { get; }

    public TimeProvider Time => Service.Host.Time;

    /// <summary>The function's TMPDIR.</summary>
    public string Temporary { get; }

    /// <summary>null where this process may not make control groups.</summary>
    public Cgroup? Cgroup { get; }

    public FunctionLog Log { get; }

    public Lifecycle Life { get; }

    public InitPhase Init { get; }

    public Turns Turns { get; } = new();

    public RuntimeCalls Runtime { get; }

    public Extensions Extensions { get; } = new();

    public Freezer Freezer { get; }

    public Reporter Reporter { get; }

    public Endings Endings { get; }

    public Shutdown Shutdown { get; }

    /// <summary>What runs; null when nothing does. Under the gate.</summary>
    public Sandbox? Sandbox { get; private set; }

    public bool IsGone => Life.IsGone;

    /// <summary>null: it has none now.</summary>
    public EnvironmentProcess? Process
    {
        get
        {
            lock (Life.Gate)
                return EnvironmentProcess.Of(this);
        }
    }

    /// <summary>Completes when the last invocation is over for the function and its extensions too: they may go on working after the
    /// answer.</summary>
    public Task Settled
    {
        get
        {
            lock (Life.Gate)
                return Turns.Current?.Settled ?? Task.CompletedTask;
        }
    }

    /// <summary>Runs one invocation; the environment has to be idle or new. null when it has ended before it could begin.</summary>
    public async Task<InvocationResult?> InvokeAsync(Invocation invocation)
    {
        if (
            Life.Is(Phase.Cold)
            && await Init.RunAsync(TimeSpan.FromSeconds(Version.Configuration.Timeout)).ConfigureAwait(false) is { } failure
        )
            return Reporter.TellInitFailed(invocation, failure);
        lock (Life.Gate)
        {
            var isFrozen = Life.Phase is Phase.Frozen;
            if (!Life.On(Trigger.Invoke))
                return null;
            var turn = new Turn(this, invocation);
            Log.Start(invocation);
            Freezer.Thaw(isFrozen);
            // Extensions first: a runtime that is quick would else find them waiting, and be done with them
            if (Extensions.Any)
                Extensions.Invoked(invocation);
            Turns.Give(turn);
        }
        return await invocation.Done.Task.ConfigureAwait(false);
    }

    /// <summary>False when the init phase for which it was made is over: it ran out of time, or the environment has ended.</summary>
    public bool TryHold(Sandbox sandbox)
    {
        lock (Life.Gate)
        {
            if (Life.Phase is not Phase.Initializing)
                return false;
            Sandbox = sandbox;
            return true;
        }
    }

    /// <summary>Under the gate: what it was, for one of several to end.</summary>
    public Sandbox? LetGoOfSandbox()
    {
        var sandbox = Sandbox;
        Sandbox = null;
        return sandbox;
    }

    /// <summary>Ends the environment, now; its processes when extensions have had their time.</summary>
    public void Dispose() => Endings.End();
}
