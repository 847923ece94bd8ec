using System.Collections.Concurrent;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace ServiceDefaults.Health;

/// <summary>Says when a check finds something else than the time before, and not at each probe.</summary>
internal sealed partial class HealthLog(ILogger<HealthLog> logger)
{
    private readonly ConcurrentDictionary<string, HealthStatus> _last = new(StringComparer.Ordinal);

    public void Observe(HealthReport report)
    {
        foreach (var (name, entry) in report.Entries)
        {
            var before = _last.TryGetValue(name, out var known) ? known : HealthStatus.Healthy;
            _last[name] = entry.Status;
            if (entry.Status == before)
            {
                continue;
            }

            if (entry.Status == HealthStatus.Healthy)
            {
                LogHealthy(name, before);
            }
            else
            {
                LogFailing(entry.Exception, name, entry.Status, entry.Description ?? entry.Exception?.Message);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Health check {Check} is {Status}: {Reason}")]
    private partial void LogFailing(Exception? exception, string check, HealthStatus status, string? reason);

    // A warning, too: it ends what a warning began, and probes log nothing below.
    [LoggerMessage(LogLevel.Warning, "Health check {Check} is healthy again; it was {Before}")]
    private partial void LogHealthy(string check, HealthStatus before);
}
