using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Platform.Outages;

namespace Platform.Outbox;

/// <summary>Runs the dispatcher at start, whenever something was committed, and at intervals for what others left behind.</summary>
internal sealed partial class OutboxDispatcherService(
    OutboxDispatcher dispatcher,
    OutboxSignal signal,
    IOptions<OutboxOptions> options,
    TimeProvider time,
    ILogger<OutboxDispatcherService> logger
) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var failures = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await dispatcher.DispatchAllAsync(stoppingToken);
                if (failures > 0)
                {
                    LogAgain(failures);
                }

                failures = 0;
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // The others are as the first.
                if (failures++ == 0)
                {
                    LogFailure(exception);
                }
            }

            var wait = failures == 0 ? options.Value.Interval : Backoff.After(failures, options.Value.FirstRetry, options.Value.Interval);
            await signal.WaitAsync(wait, time, stoppingToken);
        }
    }

    private void LogFailure(Exception exception)
    {
        if (Outage.Of(exception) is { } dependency)
        {
            LogAway(dependency, exception.Message);
        }
        else
        {
            LogFailed(exception);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The outbox is read again, after {Failures} attempts that failed")]
    private partial void LogAgain(int failures);

    [LoggerMessage(LogLevel.Warning, "The outbox could not be read, {Dependency} is away; it is tried again: {Reason}")]
    private partial void LogAway(Dependency dependency, string reason);

    [LoggerMessage(LogLevel.Error, "The outbox could not be read; trying again")]
    private partial void LogFailed(Exception exception);
}
