namespace LocalCloud.Aws.Tests.Scheduler;

public sealed class RestartTests : SchedulerTest
{
    private readonly string _directory = Directory.CreateTempSubdirectory("localcloud-scheduler-test-").FullName;

    protected override string? DataDirectory => _directory;

    [Fact]
    public async Task Schedules_and_groups_are_there_after_a_restart_and_go_on()
    {
        var queue = await QueueAsync("jobs");
        await DoAsync("POST", "/schedule-groups/g", """{"Tags":[{"Key":"a","Value":"1"}]}""");
        await CreateAsync("s", "rate(1 hour)", more: ""","GroupName":"g" """, target: ""","Input":"<aws.scheduler.scheduled-time>" """);
        Assert.Equal("2026-01-01T00:00:00Z", (await ReceiveAsync(queue)).Body);
        var before = (await DoAsync("GET", "/schedules/s?groupName=g")).Body.ToJsonString();
        await RestartAsync();
        Assert.Equal(before, (await DoAsync("GET", "/schedules/s?groupName=g")).Body.ToJsonString());
        Assert.Equal(
            """{"Tags":[{"Key":"a","Value":"1"}]}""",
            (
                await DoAsync("GET", $"/tags/{Uri.EscapeDataString($"arn:aws:scheduler:{Region}:{Account}:schedule-group/g")}")
            ).Body.ToJsonString()
        );
        Clock.Advance(TimeSpan.FromHours(1));
        // At least once: what was sent just before the end may be sent again
        string next;
        do next = (await ReceiveAsync(queue)).Body;
        while (next == "2026-01-01T00:00:00Z");
        Assert.Equal("2026-01-01T01:00:00Z", next);
    }

    [Theory]
    [InlineData("rate(1 minute)", "2026-01-01T09:00:00Z")]
    [InlineData("at(2026-01-01T03:00:00)", "2026-01-01T03:00:00Z")]
    [InlineData("cron(15 * * * ? *)", "2026-01-01T08:15:00Z")]
    public async Task What_was_missed_while_the_process_was_down_happens_once(string expression, string time)
    {
        var queue = await QueueAsync("jobs");
        await CreateAsync(
            "s",
            expression,
            target: ""","Input":"<aws.scheduler.scheduled-time>" """,
            more: expression.StartsWith("rate", StringComparison.Ordinal) ? ""","StartDate":1767225660""" : ""
        );
        await RestartAsync(() => Clock.Advance(TimeSpan.FromHours(9)));
        Assert.Equal(time, (await ReceiveAsync(queue)).Body);
        await NothingButAsync(queue);
    }

    [Fact]
    public async Task What_was_missed_for_longer_than_the_event_may_be_old_goes_to_the_dead_letter_queue()
    {
        var queue = await QueueAsync("jobs");
        var dead = await QueueAsync("dead");
        await CreateAsync(
            "s",
            "at(2026-01-01T03:00:00)",
            target: $$""","Input":"go","RetryPolicy":{"MaximumEventAgeInSeconds":3600},"DeadLetterConfig":{"Arn":"{{QueueArn("dead")}}"}"""
        );
        await RestartAsync(() => Clock.Advance(TimeSpan.FromHours(9)));
        var message = await ReceiveAsync(dead);
        Assert.Equal(
            ("go", "MaximumEventAgeInSeconds"),
            (message.Body, message.MessageAttributes["EXHAUSTED_RETRY_CONDITION"].StringValue)
        );
        await NothingButAsync(queue);
    }

    [Fact]
    public async Task What_was_deleted_or_complete_does_not_come_back()
    {
        var queue = await QueueAsync("jobs");
        await CreateAsync("gone", "at(2026-01-01T01:00:00)");
        await DoAsync("DELETE", "/schedules/gone");
        await CreateAsync("done", "at(2026-01-01T00:00:00)");
        await ReceiveAsync(queue);
        await RestartAsync(() => Clock.Advance(TimeSpan.FromHours(2)));
        await NothingButAsync(queue);
        Assert.Equal(200, (await CallAsync("GET", "/schedules/done")).Status);
        Assert.Equal(404, (await CallAsync("GET", "/schedules/gone")).Status);
    }
}
