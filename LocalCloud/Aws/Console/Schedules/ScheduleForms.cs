using LocalCloud.Aws.Scheduler;

namespace LocalCloud.Aws.WebConsole;

/// <summary>What can be done with schedules.</summary>
internal static class ScheduleForms
{
    public static Html Fire(ConsoleRequest page, Schedule schedule) =>
        Forms.RowButton(page, "fire", "Fire now", schedule.Key, ("schedule", schedule.Key));

    public static Html Switch(ConsoleRequest page, Schedule schedule) =>
        schedule.Row.State == ScheduleRow.Enabled
            ? Forms.RowButton(page, "disable", "Disable", schedule.Key, ("schedule", schedule.Key))
            : Forms.RowButton(page, "enable", "Enable", schedule.Key, ("schedule", schedule.Key));

    public static Html Create(ConsoleRequest page, SchedulerState state, ArnLinks links) =>
        Forms.Folded(
            page,
            "Create a schedule",
            "create",
            "Create the schedule",
            new Field("new", "Name", Hint: "Letters, digits, ., - and _, up to 64") { IsRequired = true },
            Field.Select("group", "Group", state.Groups.Keys, GroupRow.Default),
            new Field("expression", "Expression", "rate(5 minutes)", "rate(5 minutes), cron(0 7 * * ? *) or at(2026-12-24T18:00:00)")
            {
                IsRequired = true,
            },
            new Field("timezone", "Time zone of the expression", "UTC", "As Europe/Vienna"),
            Field.Select(
                "known",
                "Target",
                links
                    .Targets.Select(arn => (arn, arn.Split(':', 6)[^1] + " · " + arn.Split(':')[2]))
                    .Append(("", "another, by its ARN below")),
                links.Targets.FirstOrDefault() ?? ""
            ),
            new Field(
                "arn",
                "ARN of another target",
                Hint: "Also arn:aws:scheduler:::aws-sdk:SERVICE:OPERATION; empty where one is chosen above"
            ),
            Field.Area(
                "input",
                "Input",
                hint: "What the target gets; empty: an event that says which schedule it was. An event bus needs JSON: its detail"
            ),
            new Field("role", "Role", $"arn:aws:iam::{page.Scope.Account}:role/scheduler", "Kept; nothing is decided by it here"),
            new Field("message-group", "Message group", Hint: "Of FIFO queues only"),
            new Field("source", "Source", Hint: "Of event buses only"),
            new Field("detail-type", "Detail type", Hint: "Of event buses only")
        );
}
