using System.Globalization;
using System.Text.Json.Nodes;
using LocalCloud.Aws.Scheduler;

namespace LocalCloud.Aws.Tests.Scheduler;

/// <summary>When invocations happen: the queue gets the time that the schedule says.</summary>
public sealed class TimeTests : SchedulerTest
{
    private const string Said = ""","Input":"<aws.scheduler.scheduled-time>" """;

    [Theory]
    [InlineData("at(2026-01-01T12:00:00)", "UTC", "2026-01-01T12:00:00Z")]
    [InlineData("at(2026-01-01T12:00:00)", "America/New_York", "2026-01-01T17:00:00Z")]
    [InlineData("at(2026-01-01T12:00:30)", "Asia/Kolkata", "2026-01-01T06:30:30Z")]
    [InlineData("cron(30 9 ? * MON *)", "UTC", "2026-01-05T09:30:00Z 2026-01-12T09:30:00Z")]
    [InlineData("cron(0 8 1 * ? *)", "Australia/Sydney", "2026-01-31T21:00:00Z 2026-02-28T21:00:00Z")]
    [InlineData("rate(7 hours)", "UTC", "2026-01-01T00:00:00Z 2026-01-01T07:00:00Z 2026-01-01T14:00:00Z")]
    // New York, 8 March 2026: 01:59 EST is followed by 03:00 EDT, so 02:30 is skipped that day
    [InlineData("cron(30 2 7-9 3 ? 2026)", "America/New_York", "2026-03-07T07:30:00Z 2026-03-09T06:30:00Z")]
    // Berlin, 25 October 2026: 02:30 comes twice, and is once
    [InlineData("cron(30 2 24-26 10 ? 2026)", "Europe/Berlin", "2026-10-24T00:30:00Z 2026-10-25T00:30:00Z 2026-10-26T01:30:00Z")]
    // each quarter of that hour, once
    [InlineData(
        "cron(0/30 2-3 25 10 ? 2026)",
        "Europe/Berlin",
        "2026-10-25T00:00:00Z 2026-10-25T00:30:00Z 2026-10-25T02:00:00Z 2026-10-25T02:30:00Z"
    )]
    // Nine o'clock stays nine o'clock
    [InlineData("cron(0 9 28-30 3 ? 2026)", "Europe/Berlin", "2026-03-28T08:00:00Z 2026-03-29T07:00:00Z 2026-03-30T07:00:00Z")]
    // A time that the clock leaps over, and that a one-time schedule has: after the leap
    [InlineData("at(2026-03-08T02:30:00)", "America/New_York", "2026-03-08T07:30:00Z")]
    [InlineData("at(2026-10-25T02:30:00)", "Europe/Berlin", "2026-10-25T00:30:00Z")]
    public async Task Occurrences_come_at_the_times_that_the_expression_says(string expression, string zone, string times)
    {
        var expected = times.Split(' ');
        var queue = await QueueAsync("jobs");
        await CreateAsync("s", expression, more: $$""","ScheduleExpressionTimezone":"{{zone}}" """, target: Said);
        foreach (var time in expected)
        {
            var at = DateTimeOffset.Parse(time, CultureInfo.InvariantCulture);
            if (at > Clock.GetUtcNow())
            {
                // Not a second earlier.
                Clock.Advance(at - Clock.GetUtcNow() - TimeSpan.FromSeconds(1));
                Assert.Equal(0, await WaitingAsync(queue));
                Clock.Advance(TimeSpan.FromSeconds(1));
            }
            Assert.Equal(time, (await ReceiveAsync(queue)).Body);
        }
    }

    [Fact]
    public async Task A_rate_in_days_is_24_hours_also_when_the_clock_changes()
    {
        var queue = await QueueAsync("jobs");
        await CreateAsync(
            "s",
            "rate(1 day)",
            more: ""","ScheduleExpressionTimezone":"Europe/Berlin","StartDate":1774602000""",
            target: Said
        );
        Clock.Advance(DateTimeOffset.Parse("2026-03-30T12:00:00Z", CultureInfo.InvariantCulture) - Clock.GetUtcNow());
        Assert.Equal(
            ["2026-03-27T09:00:00Z", "2026-03-28T09:00:00Z", "2026-03-29T09:00:00Z", "2026-03-30T09:00:00Z"],
            (await BodiesAsync(queue, 4)).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task A_rate_begins_at_its_start_date_and_ends_with_its_end_date()
    {
        var queue = await QueueAsync("jobs");
        // from 01:00 to 03:30
        await CreateAsync("s", "rate(1 hour)", more: ""","StartDate":1767229200,"EndDate":1767238200""", target: Said);
        Clock.Advance(TimeSpan.FromHours(9));
        Assert.Equal(
            ["2026-01-01T01:00:00Z", "2026-01-01T02:00:00Z", "2026-01-01T03:00:00Z"],
            (await BodiesAsync(queue, 3)).Order(StringComparer.Ordinal)
        );
        await NothingButAsync(queue);
    }

    [Fact]
    public async Task A_cron_waits_for_its_start_date()
    {
        var queue = await QueueAsync("jobs");
        await CreateAsync("s", "cron(0 * * * ? *)", more: ""","StartDate":1767236400,"EndDate":1767240000""", target: Said);
        Clock.Advance(TimeSpan.FromHours(9));
        Assert.Equal(["2026-01-01T03:00:00Z", "2026-01-01T04:00:00Z"], (await BodiesAsync(queue, 2)).Order(StringComparer.Ordinal));
        await NothingButAsync(queue);
    }

    [Fact]
    public async Task Each_occurrence_of_a_time_that_is_leapt_over_on_a_manual_clock_happens()
    {
        var queue = await QueueAsync("jobs");
        await CreateAsync("s", "rate(1 minute)", target: Said);
        Clock.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal(10, (await BodiesAsync(queue, 10)).Distinct().Count());
    }

    [Fact]
    public async Task A_one_time_schedule_in_the_past_happens_at_once_and_only_once()
    {
        var queue = await QueueAsync("jobs");
        await CreateAsync("s", "at(2025-12-31T00:00:00)", target: Said);
        Assert.Equal("2025-12-31T00:00:00Z", (await ReceiveAsync(queue)).Body);
        await DoAsync("PUT", "/schedules/s", Body("at(2025-12-31T00:00:00)", more: ""","Description":"changed" """, target: Said));
        Clock.Advance(TimeSpan.FromDays(1));
        await NothingButAsync(queue);
    }

    [Fact]
    public async Task A_disabled_schedule_does_not_happen_and_makes_up_for_nothing_when_it_is_enabled()
    {
        var queue = await QueueAsync("jobs");
        await CreateAsync("s", "cron(0 * * * ? *)", more: ""","State":"DISABLED" """, target: Said);
        await CreateAsync("once", "at(2026-01-01T01:00:00)", more: ""","State":"DISABLED" """, target: Said);
        Clock.Advance(TimeSpan.FromHours(2.5));
        await DoAsync("PUT", "/schedules/s", Body("cron(0 * * * ? *)", target: Said));
        await DoAsync("PUT", "/schedules/once", Body("at(2026-01-01T01:00:00)", target: Said));
        Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal("2026-01-01T03:00:00Z", (await ReceiveAsync(queue)).Body);
        await NothingButAsync(queue);
    }

    [Fact]
    public async Task An_update_that_leaves_the_time_alone_leaves_the_rhythm_alone()
    {
        var queue = await QueueAsync("jobs");
        await CreateAsync("s", "rate(60 minutes)", target: Said);
        await ReceiveAsync(queue);
        Clock.Advance(TimeSpan.FromMinutes(20));
        await DoAsync("PUT", "/schedules/s", Body("rate(60 minutes)", more: ""","Description":"new" """, target: Said));
        Clock.Advance(TimeSpan.FromMinutes(40));
        Assert.Equal("2026-01-01T01:00:00Z", (await ReceiveAsync(queue)).Body);
        await DoAsync("PUT", "/schedules/s", Body("rate(30 minutes)", target: Said));
        Assert.Equal("2026-01-01T01:00:00Z", (await ReceiveAsync(queue)).Body);
        Clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal("2026-01-01T01:30:00Z", (await ReceiveAsync(queue)).Body);
    }

    [Fact]
    public async Task In_a_flexible_window_each_schedule_has_a_place_of_its_own_that_does_not_change()
    {
        var queue = await QueueAsync("jobs");
        foreach (var i in Enumerable.Range(0, 20))
            await CreateAsync(
                string.Create(CultureInfo.InvariantCulture, $"s{i}"),
                "at(2026-01-01T01:00:00)",
                window: """{"Mode":"FLEXIBLE","MaximumWindowInMinutes":10}"""
            );
        var places = Places();
        Assert.Equal(places, Places());
        Assert.All(places, place => Assert.InRange(place, TimeSpan.Zero, TimeSpan.FromMinutes(10)));
        Assert.True(places.Distinct().Count() > 10, "They all come at the same time.");
        Clock.Advance(TimeSpan.FromHours(1) + places.Min() - TimeSpan.FromSeconds(1));
        await NothingButAsync(queue);
        Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(20, (await BodiesAsync(queue, 20)).Count);

        List<TimeSpan> Places() =>
            Host.Read((SchedulerState)Host.Service("scheduler").State(new(Account, Region)), state =>
                state.Schedules.Values.Select(x => x.Due(x.Next!.Value) - x.Next!.Value).ToList()
            );
    }

    [Theory]
    [InlineData("DELETE", 404)]
    [InlineData("NONE", 200)]
    public async Task What_is_complete_is_deleted_if_it_says_so(string action, int status)
    {
        var queue = await QueueAsync("jobs");
        await CreateAsync("s", "at(2026-01-01T01:00:00)", more: $$""","ActionAfterCompletion":"{{action}}" """);
        Clock.Advance(TimeSpan.FromHours(1));
        await ReceiveAsync(queue);
        await UntilAsync("/schedules/s", status);
    }

    [Fact]
    public async Task A_recurring_schedule_is_complete_after_its_last_occurrence()
    {
        var queue = await QueueAsync("jobs");
        await CreateAsync("s", "rate(1 hour)", more: ""","EndDate":1767230000,"ActionAfterCompletion":"DELETE" """);
        await ReceiveAsync(queue);
        await NothingButAsync(queue);
        Assert.Equal(200, (await CallAsync("GET", "/schedules/s")).Status);
        Clock.Advance(TimeSpan.FromHours(1));
        await ReceiveAsync(queue);
        await UntilAsync("/schedules/s", 404);
    }

    [Fact]
    public async Task Ten_thousand_schedules_are_one_timer()
    {
        var service = Host.Service<SchedulerService>();
        var scope = new Scope(Account, Region);
        for (var i = 0; i < 10_000; i++)
        {
            var input = new JsonObject
            {
                ["Name"] = string.Create(CultureInfo.InvariantCulture, $"s{i}"),
                ["ScheduleExpression"] = "at(2026-01-02T00:00:00)",
                ["FlexibleTimeWindow"] = new JsonObject { ["Mode"] = "OFF" },
                ["Target"] = new JsonObject { ["Arn"] = QueueArn("jobs"), ["RoleArn"] = Role },
            };
            using var document = System.Text.Json.JsonDocument.Parse(input.ToJsonString());
            Assert.Null(
                (
                    await Host.InvokeAsync(
                        scope,
                        "scheduler",
                        "CreateSchedule",
                        document.RootElement,
                        TestContext.Current.CancellationToken
                    )
                ).Error
            );
        }
        Assert.Equal(10_000, service.Calendar.Count);
        await QueueAsync("jobs");
        Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, service.Calendar.Count);
    }

    private async Task<List<string>> BodiesAsync(string queue, int count)
    {
        var bodies = new List<string>();
        while (bodies.Count < count)
            bodies.Add((await ReceiveAsync(queue)).Body);
        return bodies;
    }
}
