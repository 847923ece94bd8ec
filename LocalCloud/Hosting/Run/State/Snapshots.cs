using LocalCloud.Hosting.Manifest;

namespace LocalCloud.Hosting.Run.State;

/// <summary>The state of a resource from those of its instances: the worst one counts.</summary>
static class Snapshots
{
    static readonly string[] WorstFirst =
    [
        KnownResourceStates.FailedToStart, KnownResourceStates.Exited, KnownResourceStates.RuntimeUnhealthy, KnownResourceStates.Stopping, KnownResourceStates.NotStarted,
        KnownResourceStates.Waiting, KnownResourceStates.Starting, KnownResourceStates.Running, KnownResourceStates.Finished,
    ];

    public static ResourceSnapshot? Of(string resource, IEnumerable<ResourceView> instances)
    {
        var all = instances.ToList();
        if (all.Count == 0) return null;
        var worst = all.MinBy(v => Array.IndexOf(WorstFirst, v.State))!;
        return new(all[0].Resource, worst.State)
        {
            IsHealthy = all.Any(v => v.IsHealthy == false) ? false : all.All(v => v.IsHealthy == true) ? true : null,
            ExitCode = worst.ExitCode,
            Reason = worst.Reason ?? all.FirstOrDefault(v => v.Reason is not null)?.Reason,
        };
    }
}
