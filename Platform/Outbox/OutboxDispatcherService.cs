using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Platform.Outbox;

/// <summary>Runs the dispatcher at start, whenever something was committed, and at intervals for what others left behind.</summary>
internal sealed partial class OutboxDispatcherService(
    OutboxDispatcher dispatcher, OutboxSignal signal, IOptions<OutboxOptions> options, TimeProvider time, ILogger<OutboxDispatcherService> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var wait = options.Value.Interval;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await dispatcher.DispatchAllAsync(stoppingToken);
                wait = options.Value.Interval;
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(exception);
                wait = options.Value.FirstRetry;
            }

            await signal.WaitAsync(wait, time, stoppingToken);
        }
    }

    [LoggerMessage(LogLevel.Error, "The outbox could not be read; trying again")]
    private partial void LogFailed(Exception exception);
}
