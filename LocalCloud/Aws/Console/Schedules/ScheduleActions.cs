using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Aws.Scheduler;
using LocalCloud.Aws.Scheduler.Invocations;

namespace LocalCloud.Aws.WebConsole;

/// <summary>Carries out the forms of schedules.</summary>
internal static class ScheduleActions
{
    public static async ValueTask<Outcome> ActAsync(ConsoleRequest page, ConsoleForm form)
    {
        if (form.Action == "create")
            return await CreateAsync(page, form).ConfigureAwait(false);
        if (page.Host.Read(page.State<SchedulerState>("scheduler"), s => SchedulesView.Named(s, form.Text("schedule"))) is not { } schedule)
            return Outcome.Refused($"There is no schedule {form.Text("schedule")} any more.");
        return form.Action switch
        {
            "fire" => await FireAsync(page, schedule).ConfigureAwait(false),
            "enable" => await SwitchAsync(page, schedule, ScheduleRow.Enabled, "is enabled").ConfigureAwait(false),
            "disable" => await SwitchAsync(page, schedule, ScheduleRow.Disabled, "is disabled: it does not happen until it is enabled")
                .ConfigureAwait(false),
            "delete" => (await page.CallAsync("scheduler", "DeleteSchedule", Name(schedule)).ConfigureAwait(false)).Ok(out _, out var error)
                ? Outcome.Gone($"{schedule.Key} is deleted.")
                : Outcome.Refused(error),
            _ => Outcome.Refused($"Schedules have no {form.Action}."),
        };
    }

    private static JsonObject Name(Schedule schedule) => new() { ["Name"] = schedule.Row.Name, ["GroupName"] = schedule.Row.Group };

    private static async ValueTask<Outcome> FireAsync(ConsoleRequest page, Schedule schedule)
    {
        var fired = await page.Host.Service<SchedulerService>().Calendar.FireAsync(schedule).ConfigureAwait(false);
        return fired.Ok(out var invocation, out var error)
            ? Outcome.Done($"{schedule.Key} was fired: {invocation.Target.Arn} is being invoked. Its next time stays as it is.")
            : Outcome.Refused(error);
    }

    // An update takes the whole of a schedule; what is not given goes back to its default.
    private static async ValueTask<Outcome> SwitchAsync(ConsoleRequest page, Schedule schedule, string to, string done)
    {
        if (!(await page.CallAsync("scheduler", "GetSchedule", Name(schedule)).ConfigureAwait(false)).Ok(out var answer, out var error))
            return Outcome.Refused(error);
        var input = JsonObject.Create(answer)!;
        foreach (var member in (string[])["Arn", "CreationDate", "LastModificationDate"])
            input.Remove(member);
        // AWS takes none that is over; what it was for has happened.
        var isOver = schedule.Row.StartDate < page.Host.Time.GetUtcNow();
        if (isOver)
            input.Remove("StartDate");
        input["State"] = to;
        return await page.DoAsync(
                "scheduler",
                "UpdateSchedule",
                input,
                $"{schedule.Key} {done}.{(isOver ? " Its start date, which has passed, is gone." : "")}"
            )
            .ConfigureAwait(false);
    }

    private static async ValueTask<Outcome> CreateAsync(ConsoleRequest page, ConsoleForm form)
    {
        var target = new JsonObject
        {
            ["Arn"] = form.Optional("arn")?.Trim() ?? form.Text("known"),
            ["RoleArn"] = form.Text("role").Trim(),
        };
        if (form.Optional("input") is not null)
            target["Input"] = form.Area("input");
        if (form.Optional("message-group") is { } messages)
            target["SqsParameters"] = new JsonObject { ["MessageGroupId"] = messages };
        if ((form.Optional("source"), form.Optional("detail-type")) is not (null, null))
            target["EventBridgeParameters"] = new JsonObject
            {
                ["Source"] = form.Text("source"),
                ["DetailType"] = form.Text("detail-type"),
            };
        var (name, group) = (form.Text("new").Trim(), form.Text("group"));
        var input = new JsonObject
        {
            ["Name"] = name,
            ["GroupName"] = group,
            ["ScheduleExpression"] = form.Text("expression").Trim(),
            ["ScheduleExpressionTimezone"] = form.Optional("timezone")?.Trim() ?? "UTC",
            ["FlexibleTimeWindow"] = new JsonObject { ["Mode"] = FlexibleTimeWindow.Off },
            ["Target"] = target,
        };
        return (await page.CallAsync("scheduler", "CreateSchedule", input).ConfigureAwait(false)).Ok(out _, out var error)
            ? Outcome.Done($"Schedule {name} is made.", SchedulerState.Key(group, name))
            : Outcome.Refused(error);
    }
}
