using System.Globalization;
using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Scheduler.Invocations;

/// <summary>
/// What a target gets: the schedule's input with its context attributes filled in, or, without one, an event that says which schedule it
/// was: docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html
/// </summary>
internal static class Payload
{
    public static string Of(Invocation invocation, Scope scope) =>
        invocation.Target.Input is { } input ? Fill(input, invocation) : Event(invocation, scope);

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Fill(string input, Invocation invocation) =>
        !input.Contains("<aws.scheduler.", StringComparison.Ordinal)
            ? input
            : input
                .Replace("<aws.scheduler.schedule-arn>", invocation.ScheduleArn, StringComparison.Ordinal)
                .Replace("<aws.scheduler.scheduled-time>", Time(invocation.Scheduled), StringComparison.Ordinal)
                .Replace("<aws.scheduler.execution-id>", invocation.ExecutionId, StringComparison.Ordinal)
                .Replace(
                    "<aws.scheduler.attempt-number>",
                    (invocation.Attempts + 1).ToString(CultureInfo.InvariantCulture),
                    StringComparison.Ordinal
                );

    private static string Event(Invocation invocation, Scope scope) =>
        new JsonObject
        {
            ["version"] = "0",
            ["id"] = Guid.NewGuid().ToString(),
            ["detail-type"] = "Scheduled Event",
            ["source"] = "aws.scheduler",
            ["account"] = scope.Account,
            ["time"] = Time(invocation.Scheduled),
            ["region"] = scope.Region,
            ["resources"] = new JsonArray(JsonValue.Create(invocation.ScheduleArn)),
            ["detail"] = "{}",
        }.ToJsonString();
}
