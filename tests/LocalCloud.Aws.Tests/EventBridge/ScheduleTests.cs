using System.Globalization;
using LocalCloud.Aws.EventBridge.Schedules;

namespace LocalCloud.Aws.Tests.EventBridge;

public sealed class ScheduleTests : EventBridgeTest
{
    [Theory]
    [InlineData("rate(5 minutes)", "2026-01-01T00:05:00Z 2026-01-01T00:10:00Z")]
    [InlineData("rate(1 hour)", "2026-01-01T01:00:00Z 2026-01-01T02:00:00Z")]
    [InlineData("rate(7 days)", "2026-01-08T00:00:00Z 2026-01-15T00:00:00Z")]
    // the examples of AWS's documentation
    [InlineData("cron(0 10 * * ? *)", "2026-01-01T10:00:00Z 2026-01-02T10:00:00Z")]
    [InlineData("cron(15 12 * * ? *)", "2026-01-01T12:15:00Z 2026-01-02T12:15:00Z")]
    [InlineData("cron(0 18 ? * MON-FRI *)", "2026-01-01T18:00:00Z 2026-01-02T18:00:00Z 2026-01-05T18:00:00Z")]
    [InlineData("cron(0 8 1 * ? *)", "2026-01-01T08:00:00Z 2026-02-01T08:00:00Z")]
    [InlineData("cron(0/15 * * * ? *)", "2026-01-01T00:15:00Z 2026-01-01T00:30:00Z")]
    [InlineData("cron(0/10 * ? * MON-FRI *)", "2026-01-01T00:10:00Z 2026-01-01T00:20:00Z")]
    [InlineData("cron(0/5 8-17 ? * MON-FRI *)", "2026-01-01T08:00:00Z 2026-01-01T08:05:00Z")]
    [InlineData("cron(0 9 ? * 2#1 *)", "2026-01-05T09:00:00Z 2026-02-02T09:00:00Z")]
    [InlineData("cron(0 0 L * ? *)", "2026-01-31T00:00:00Z 2026-02-28T00:00:00Z")]
    [InlineData("cron(0 0 3W * ? *)", "2026-01-02T00:00:00Z 2026-02-03T00:00:00Z")]
    [InlineData("cron(0 0 ? * 6L *)", "2026-01-30T00:00:00Z 2026-02-27T00:00:00Z")]
    [InlineData("cron(0 0 29 2 ? *)", "2028-02-29T00:00:00Z 2032-02-29T00:00:00Z")]
    [InlineData("cron(0 12 1,15 JAN,mar ? 2026-2027)", "2026-01-01T12:00:00Z 2026-01-15T12:00:00Z 2026-03-01T12:00:00Z")]
    [InlineData("cron(0 0 1 1 ? 2025)", "")]
    public void Times(string expression, string expected)
    {
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var schedule = Schedule.Parse(expression);
        Assert.NotNull(schedule);
        var times = new List<string>();
        var time = start;
        for (var i = 0; i < expected.Split(' ').Length && schedule.Next(start, time) is { } next; i++)
        {
            time = next;
            times.Add(time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        }

        Assert.Equal(expected, string.Join(' ', times));
    }

    [Theory]
    [InlineData("rate(1 minutes)")]
    [InlineData("rate(5 minute)")]
    [InlineData("rate(0 minutes)")]
    [InlineData("rate(5 seconds)")]
    [InlineData("rate(5  minutes)")]
    [InlineData("at(2026-01-01T00:00:00)")]
    [InlineData("cron(* * * * *)")]
    [InlineData("cron(0 10 * * * *)")]
    [InlineData("cron(0 10 ? * ? *)")]
    [InlineData("cron(7 20 * * 1-7 *)")]
    [InlineData("cron(*/60 * * * ? *)")]
    [InlineData("cron(60 10 * * ? *)")]
    [InlineData("cron(0 24 * * ? *)")]
    [InlineData("cron(0 0 0 * ? *)")]
    [InlineData("cron(0 0 ? * 8 *)")]
    [InlineData("cron(0 0 ? * MOO *)")]
    [InlineData("5 minutes")]
    public void What_is_no_schedule_is_refused(string expression) => Assert.Null(Schedule.Parse(expression));

    [Fact]
    public async Task A_scheduled_rule_fires_on_time_and_stops_when_disabled()
    {
        var queue = await QueueAsync("q");
        await DoAsync("PutRule", """{"Name":"tick","ScheduleExpression":"rate(5 minutes)"}""");
        await DoAsync("PutTargets", $$"""{"Rule":"tick","Targets":[{"Id":"q","Arn":"{{QueueArn("q")}}"}]}""");

        foreach (var time in (string[])["2026-01-01T00:05:00Z", "2026-01-01T00:10:00Z"])
        {
            Clock.Advance(TimeSpan.FromMinutes(5));
            var tick = await ReceiveEventAsync(queue);
            Assert.Equal(
                ("aws.events", "Scheduled Event", time),
                ((string?)tick["source"], (string?)tick["detail-type"], (string?)tick["time"])
            );
            Assert.Equal($"arn:aws:events:{Region}:{Account}:rule/tick", (string?)tick["resources"]![0]);
        }
        await DoAsync("DisableRule", """{"Name":"tick"}""");
        Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(0, await WaitingAsync(queue));
    }
}
