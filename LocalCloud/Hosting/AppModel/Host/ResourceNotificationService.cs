using LocalCloud.Hosting.Manifest;

namespace LocalCloud.Hosting;

/// <summary>Tells what happens to the resources of a running application.</summary>
public sealed class ResourceNotificationService
{
    readonly DistributedApplication application;

    internal ResourceNotificationService(DistributedApplication application) => this.application = application;

    /// <summary>The state of each resource now, then every change.</summary>
    public IAsyncEnumerable<ResourceSnapshot> WatchAsync(CancellationToken cancellationToken = default) => application.Running.WatchAsync(cancellationToken);

    /// <summary>Waits until the resource runs and is healthy.</summary>
    /// <exception cref="DistributedApplicationException">It failed or ended instead.</exception>
    public Task<ResourceSnapshot> WaitForResourceHealthyAsync(string resourceName, CancellationToken cancellationToken = default) =>
        WaitAsync(resourceName, s => s is { State: KnownResourceStates.Running, IsHealthy: true }, failOnEnd: true, cancellationToken);

    /// <summary>Waits until the resource is in a state, one of <see cref="KnownResourceStates"/>.</summary>
    public Task<ResourceSnapshot> WaitForResourceAsync(string resourceName, string? targetState = null, CancellationToken cancellationToken = default) =>
        WaitAsync(resourceName, s => s.State == (targetState ?? KnownResourceStates.Running), failOnEnd: false, cancellationToken);

    async Task<ResourceSnapshot> WaitAsync(string name, Func<ResourceSnapshot, bool> reached, bool failOnEnd, CancellationToken cancellationToken)
    {
        if (application.Running.Find(name) is null) throw new ArgumentException($"There is no resource '{name}'.", nameof(name));
        await foreach (var snapshot in WatchAsync(cancellationToken))
        {
            if (!snapshot.Resource.Equals(name, StringComparison.OrdinalIgnoreCase)) continue;
            if (reached(snapshot)) return snapshot;
            if (failOnEnd && KnownResourceStates.IsTerminal(snapshot.State))
                throw new DistributedApplicationException($"'{name}' is {snapshot.State}{(snapshot.ExitCode is { } code ? $" (exit code {code})" : "")}{(snapshot.Reason is { } reason ? $": {reason}" : "")}");
        }
        cancellationToken.ThrowIfCancellationRequested();
        throw new DistributedApplicationException($"The application stopped before '{name}' was there.");
    }
}
