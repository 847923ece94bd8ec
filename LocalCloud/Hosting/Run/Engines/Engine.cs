using LocalCloud.Hosting.Run.Plan;

namespace LocalCloud.Hosting.Run.Engines;

/// <summary>What runs in the place of a resource: how to prepare it, start its processes, tell their health, and what to do when they are up.</summary>
abstract class Engine(RunNode node, RunContext context)
{
    protected RunNode Node { get; } = node;
    protected RunContext Context { get; } = context;

    /// <summary>Names of its health checks, for the dashboard.</summary>
    public virtual IEnumerable<string> HealthChecks => [];

    /// <summary>The signal that ends it at once and cleanly.</summary>
    public virtual int StopSignal => Signals.Terminate;

    /// <summary>Whether others keep their data in it: it stops after them.</summary>
    public virtual bool IsServer => false;

    /// <summary>Work that needs no other resource; runs once, side by side with everything else.</summary>
    public virtual Task PrepareAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The command line of one replica; asked for when everything it refers to is there.</summary>
    public abstract Launch Launch(RunInstance instance);

    /// <summary>Null when the instance is healthy, else why not.</summary>
    public abstract Task<string?> ProbeAsync(RunInstance instance, CancellationToken cancellationToken);

    /// <summary>Work on the running engine before others may use it (databases).</summary>
    public virtual Task SetUpAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
