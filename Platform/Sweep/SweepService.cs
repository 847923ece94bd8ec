using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Platform.Sweep;

/// <summary>Looks for lost work at intervals.</summary>
internal sealed partial class SweepService(LostWork lost, IOptions<SweepOptions> options, TimeProvider time, ILogger<SweepService> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.Interval, time);
        var failures = 0;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await lost.SweepAsync(stoppingToken);
                if (failures > 0)
                {
                    LogAgain(failures);
                }

                failures = 0;
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                if (failures++ == 0)
                {
                    LogFailed(exception.Message);
                }
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Lost work could not be looked for; it is tried again: {Reason}")]
    private partial void LogFailed(string reason);

    [LoggerMessage(LogLevel.Warning, "Lost work is looked for again, after {Failures} attempts that failed")]
    private partial void LogAgain(int failures);
}
