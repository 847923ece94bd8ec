using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LocalCloud.Aspire.Run;

/// <summary>The state of each resource that is shown, over all its replicas, and whether a change of one is still awaited.</summary>
internal sealed class ResourceStates(DistributedApplicationModel model)
{
    public const string Dashboard = "aspire-dashboard";
    public const string Healthy = "healthy",
        Unhealthy = "unhealthy",
        Finished = "finished",
        Failed = "failed",
        Exited = "exited";

    private readonly Dictionary<IResource, Dictionary<string, CustomResourceSnapshot>> _replicas = [];
    private readonly Dictionary<IResource, string> _states = [];

    public List<IResource> Resources { get; } = [.. model.Resources.Where(IsShown)];

    public bool HasFailure => _states.Values.Any(s => s is Failed or Exited);

    /// <summary>All are up, or one has failed and those without a state wait for others.</summary>
    public bool AreFinal =>
        HasFailure
            ? Resources.All(r => _states.ContainsKey(r) || IsWaiting(r))
            : _states.Count == Resources.Count && !_states.ContainsValue(Unhealthy);

    public static int Replicas(IResource resource) => resource is ProjectResource project ? project.GetReplicaCount() : 1;

    /// <summary>The pages that the resource has in a browser, by the names that somebody gave them.</summary>
    public IEnumerable<(string Name, string Url)> Links(IResource resource) =>
        _replicas
            .GetValueOrDefault(resource, [])
            .Values.SelectMany(s => s.Urls)
            .Where(u => !u.IsInternal && u.DisplayProperties.DisplayName.Length > 0 && u.Url.StartsWith("http", StringComparison.Ordinal))
            .Select(u => (u.DisplayProperties.DisplayName, u.Url))
            .Distinct();

    /// <returns>The state of the resource when it has another one now; null when it has none or the same.</returns>
    public string? Follow(ResourceEvent change)
    {
        var resource = change.Resource;
        if (!Resources.Contains(resource))
            return null;
        if (!_replicas.TryGetValue(resource, out var snapshots))
            _replicas[resource] = snapshots = [];
        snapshots[change.ResourceId] = change.Snapshot;
        if (Of(resource, snapshots.Values) is not { } state || _states.GetValueOrDefault(resource) == state)
            return null;
        return _states[resource] = state;
    }

    // One replica that is not well speaks for all; otherwise all of them have to be there
    private static string? Of(IResource resource, IEnumerable<CustomResourceSnapshot> snapshots)
    {
        var each = snapshots.Select(Of).ToList();
        if (each.FirstOrDefault(s => s is Failed or Exited or Unhealthy) is { } bad)
            return bad;
        return each.Count < Replicas(resource) || each.Any(s => s is null) ? null : each[0];
    }

    private static string? Of(CustomResourceSnapshot snapshot) =>
        snapshot.State?.Text switch
        {
            nameof(KnownResourceStates.Running) when snapshot.HealthStatus is HealthStatus.Healthy or HealthStatus.Degraded => Healthy,
            nameof(KnownResourceStates.Running) when snapshot.HealthReports.Any(r => r.Status == HealthStatus.Unhealthy) => Unhealthy,
            nameof(KnownResourceStates.Finished) when snapshot.ExitCode is 0 or null => Finished,
            nameof(KnownResourceStates.FailedToStart) or nameof(KnownResourceStates.RuntimeUnhealthy) => Failed,
            nameof(KnownResourceStates.Exited) or nameof(KnownResourceStates.Finished) => Exited,
            _ => null,
        };

    private bool IsWaiting(IResource resource) => !_replicas.TryGetValue(resource, out var snapshots) || snapshots.Values.All(IsWaiting);

    private static bool IsWaiting(CustomResourceSnapshot snapshot) =>
        snapshot.State?.Text is null or nameof(KnownResourceStates.Waiting) or nameof(KnownResourceStates.NotStarted);

    private static bool IsShown(IResource resource) =>
        resource is not (ParameterResource or Engines.EngineResource)
        && resource.Name != Dashboard
        && !IsHidden(resource)
        && !resource.HasAnnotationOfType<ExplicitStartupAnnotation>();

    private static bool IsHidden(IResource resource) =>
        resource.Annotations.OfType<ResourceSnapshotAnnotation>().LastOrDefault()?.InitialSnapshot.IsHidden == true
        || resource.Name.EndsWith("-rebuilder", StringComparison.Ordinal);
}
