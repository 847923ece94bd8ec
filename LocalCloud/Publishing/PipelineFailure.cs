using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LocalCloud.Publishing;

/// <summary>
/// Ends a run whose pipeline failed with the exit code 1. Aspire's executor (13.6.5) throws in the background, for which the host only
/// stops: what called the AppHost would see 0, and deploy what was never published.
/// </summary>
internal sealed class PipelineFailure(IServiceProvider services) : IHostedLifecycleService
{
    // All others have been told to stop by then
    public Task StoppedAsync(CancellationToken cancellationToken)
    {
        if (services.GetServices<IHostedService>().OfType<BackgroundService>().Any(s => s.ExecuteTask is { IsFaulted: true }))
            Environment.ExitCode = 1;
        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
