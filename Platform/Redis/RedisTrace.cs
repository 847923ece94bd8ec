using System.Diagnostics;
using ServiceDefaults;

namespace Platform.Redis;

internal static class RedisTrace
{
    /// <summary>A client span around one command (or transaction), by OpenTelemetry's database conventions.</summary>
    public static async Task<T> TraceAsync<T>(string command, Func<Task<T>> run)
    {
        using var activity = Telemetry.Redis.StartActivity(command, ActivityKind.Client);
        activity?.SetTag(Telemetry.Attributes.DbSystem, "redis");
        activity?.SetTag(Telemetry.Attributes.DbOperation, command);
        try
        {
            return await run();
        }
        catch (Exception exception)
        {
            activity.Fail(exception);
            throw;
        }
    }
}
