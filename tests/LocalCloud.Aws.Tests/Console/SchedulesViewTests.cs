using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Tests.WebConsole;

public sealed class SchedulesViewTests : ConsoleFormTest
{
    private const string Role = "arn:aws:iam::123456789012:role/x";

    [Fact]
    public async Task A_schedule_is_fired_now_and_its_next_time_stays()
    {
        var url = await QueueAsync("jobs");
        await ScheduleAsync("nightly", "cron(0 7 * * ? *)");
        await DoAsync(
            "view=schedules",
            "fire",
            $"default/nightly was fired: {Arn("sqs", "jobs")} is being invoked. Its next time stays as it is.",
            ("schedule", "default/nightly")
        );
        Assert.Equal("go at 2026-01-01T00:00:00Z", (await ReceiveAsync(url)).Body);
        var page = await LookAsync("view=schedules&name=nightly");
        Assert.Contains("Next 2026-01-01 07:00:00.000", page.Plain);
        Assert.Contains("2026-01-01 00:00:00.000 fired by hand default/nightly", page.Plain);
        Clock.Advance(TimeSpan.FromHours(7));
        Assert.Equal("go at 2026-01-01T07:00:00Z", (await ReceiveAsync(url)).Body);
    }

    [Fact]
    public async Task A_disabled_schedule_can_be_fired_too_and_does_not_happen_by_itself()
    {
        var url = await QueueAsync("jobs");
        await ScheduleAsync("hourly", "cron(0 * * * ? *)", new() { ["StartDate"] = Clock.GetUtcNow().AddMinutes(10).ToUnixTimeSeconds() });
        Clock.Advance(TimeSpan.FromMinutes(30));
        await DoAsync(
            "view=schedules&name=default/hourly",
            "disable",
            "default/hourly is disabled: it does not happen until it is enabled. Its start date, which has passed, is gone.",
            ("schedule", "default/hourly")
        );
        Clock.Advance(TimeSpan.FromHours(5));
        await DoAsync(
            "view=schedules",
            "fire",
            $"default/hourly was fired: {Arn("sqs", "jobs")} is being invoked. Its next time stays as it is.",
            ("schedule", "hourly")
        );
        Assert.Equal("go at 2026-01-01T05:30:00Z", (await ReceiveAsync(url)).Body);
        await DoAsync("view=schedules", "enable", "default/hourly is enabled.", ("schedule", "default/hourly"));
        Assert.Equal(
            "ENABLED",
            (await CallAsync("scheduler", "GetSchedule", new() { ["Name"] = "hourly" })).GetProperty("State").GetString()
        );
    }

    [Fact]
    public async Task A_schedule_is_made_and_deleted()
    {
        await QueueAsync("jobs");
        (string, string)[] fields =
        [
            ("new", "often"),
            ("group", "default"),
            ("timezone", "Europe/Vienna"),
            ("known", Arn("sqs", "jobs")),
            ("arn", ""),
            ("input", ""),
            ("role", Role),
        ];
        await RefusedAsync("view=schedules", "create", "Invalid Schedule Expression often.", [("expression", "often"), .. fields]);
        await DoAsync("view=schedules", "create", "Schedule often is made.", [("expression", "rate(5 minutes)"), .. fields]);
        var made = await CallAsync("scheduler", "GetSchedule", new() { ["Name"] = "often" });
        Assert.Equal(
            ("Europe/Vienna", Arn("sqs", "jobs")),
            (made.GetProperty("ScheduleExpressionTimezone").GetString(), made.GetProperty("Target").GetProperty("Arn").GetString())
        );
        await DoAsync("view=schedules&name=default/often", "delete", "default/often is deleted.", ("schedule", "default/often"));
        await RefusedAsync("view=schedules", "fire", "There is no schedule default/often any more.", ("schedule", "default/often"));
        Assert.Contains("There is no schedule “often”", (await LookAsync("view=schedules&name=often")).Plain);
    }

    private Task ScheduleAsync(string name, string expression, JsonObject? more = null)
    {
        var input = more ?? [];
        input["Name"] = name;
        input["ScheduleExpression"] = expression;
        input["FlexibleTimeWindow"] = new JsonObject { ["Mode"] = "OFF" };
        input["Target"] = new JsonObject
        {
            ["Arn"] = Arn("sqs", "jobs"),
            ["RoleArn"] = Role,
            ["Input"] = "go at <aws.scheduler.scheduled-time>",
        };
        return CallAsync("scheduler", "CreateSchedule", input);
    }
}
