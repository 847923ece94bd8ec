using System.Text.Json.Nodes;
using LocalCloud.Aws.Scheduler.Invocations;

namespace LocalCloud.Aws.Scheduler;

/// <summary>GET /_localcloud/traces/schedules?schedule=GROUP/NAME: recent invocations, newest first, and what became of them.</summary>
internal static class TracePage
{
    public static void Map(IEndpointRouteBuilder routes, SchedulerService service) =>
        routes.MapGet("/_localcloud/traces/schedules", http => Pages.JsonAsync(http, Read(service, http.Request.Query["schedule"])));

    private static JsonObject Read(SchedulerService service, string? schedule)
    {
        var found = new List<(DateTimeOffset At, JsonNode Json)>();
        foreach (var state in service.States.Cast<SchedulerState>())
            found.AddRange(
                service.Host.Read(state, s =>
                    s.History.Traces.Where(t => schedule is null || t.Invocation.Schedule == schedule)
                        .Select(t => (t.Invocation.Begun, Describe(t)))
                        .ToList()
                )
            );
        return new JsonObject { ["invocations"] = new JsonArray([.. found.OrderByDescending(f => f.At).Select(f => f.Json)]) };
    }

    private static JsonNode Describe(InvocationTrace trace) =>
        new JsonObject
        {
            ["schedule"] = trace.Invocation.ScheduleArn,
            ["scheduledTime"] = trace.Invocation.Scheduled,
            ["executionId"] = trace.Invocation.ExecutionId,
            ["target"] = trace.Invocation.Target.Arn,
            ["status"] = trace.Status,
            ["attempts"] = trace.Attempts,
            ["error"] = trace.Error,
            ["at"] = trace.At,
        };
}
