using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Lambda.Lifecycle;

/// <summary>Exports what the invocation measured: what is still in memory when the environment is frozen may never be sent.</summary>
internal sealed class TelemetryFlush(IServiceProvider services) : IAfterInvocation
{
    private const int MaxMilliseconds = 2000;

    public Task RunAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(
                Flush(services.GetService<TracerProvider>(), provider => provider.ForceFlush(MaxMilliseconds)),
                Flush(services.GetService<MeterProvider>(), provider => provider.ForceFlush(MaxMilliseconds)),
                Flush(services.GetService<LoggerProvider>(), provider => provider.ForceFlush(MaxMilliseconds))
            )
            .WaitAsync(cancellationToken);

    // It blocks until the exporter, on a thread of its own, has sent everything.
    private static Task Flush<TProvider>(TProvider? provider, Func<TProvider, bool> flush)
        where TProvider : class => provider is null ? Task.CompletedTask : Task.Run(() => flush(provider));
}
