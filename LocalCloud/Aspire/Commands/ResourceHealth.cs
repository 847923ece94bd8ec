using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LocalCloud.Aspire.Commands;

/// <summary>
/// Asks the health checks of resources themselves: what Aspire shows of one that was started again is from before, until it asks.
/// </summary>
internal static class ResourceHealth
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    public static async Task<bool> IsHealthyAsync(
        this IServiceProvider services,
        IEnumerable<IResource> resources,
        CancellationToken cancellationToken
    )
    {
        var checks = resources.SelectMany(r => r.Annotations.OfType<HealthCheckAnnotation>()).Select(c => c.Key).ToHashSet();
        var health = services.GetRequiredService<HealthCheckService>();
        var report = await health.CheckHealthAsync(r => checks.Contains(r.Name), cancellationToken).ConfigureAwait(false);
        return report.Status == HealthStatus.Healthy;
    }

    /// <param name="goesOn">Whether it is still worth waiting.</param>
    public static async Task UntilHealthyAsync(
        this IServiceProvider services,
        IReadOnlyCollection<IResource> resources,
        Func<bool> goesOn,
        CancellationToken cancellationToken
    )
    {
        while (goesOn() && !await services.IsHealthyAsync(resources, cancellationToken).ConfigureAwait(false))
            await Task.Delay(Step, TimeProvider.System, cancellationToken).ConfigureAwait(false);
    }
}
