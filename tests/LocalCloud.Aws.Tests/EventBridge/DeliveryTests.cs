using System.Threading.Channels;
using LocalCloud.Aws.Deliveries;
using LocalCloud.Aws.Deliveries.Targets;
using LocalCloud.Aws.EventBridge;
using LocalCloud.Aws.EventBridge.Deliveries;
using LocalCloud.Aws.Sqs;

namespace LocalCloud.Aws.Tests.EventBridge;

/// <summary>Targets that fail: the queue named "broken" throws 500s for as long as the test wants, all other queues are real.</summary>
public sealed class DeliveryTests : EventBridgeTest
{
    private readonly string _data = Directory.CreateTempSubdirectory("localcloud-events-").FullName;
    private readonly Channel<DateTimeOffset> _tries = Channel.CreateUnbounded<DateTimeOffset>();
    private volatile bool _broken = true;
    private volatile bool _stuck;

    protected override string DataDirectory => _data;

    private protected override IReadOnlyList<Service> Services => [new SqsService(), new EventsService { Send = SendAsync }];

    private async ValueTask<AwsError?> SendAsync(Host host, string arn, TargetMessage message, CancellationToken cancellation)
    {
        if (!arn.EndsWith(":broken", StringComparison.Ordinal) || !_broken)
            return await TargetKinds.SendAsync(host, arn, message, cancellation);
        _tries.Writer.TryWrite(host.Time.GetUtcNow());
        if (_stuck)
            await Never.EndsAsync(cancellation);
        return new AwsError("InternalFailure", "The queue is out of order.", 500);
    }

    /// <summary>Lets time pass in steps of a second until the target is tried again.</summary>
    private async Task<DateTimeOffset> NextTryAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            if (_tries.Reader.TryRead(out var at))
                return at;
            Clock.Advance(TimeSpan.FromSeconds(1));
            // a request takes its time: without it the clock would run hours ahead of the pump on a busy machine
            await Http.GetAsync("/_localcloud/health", patience.Token);
        }
    }

    private async Task PassTimeUntilFilledAsync(string queue)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (await WaitingAsync(queue) == 0)
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
            patience.Token.ThrowIfCancellationRequested();
        }
    }

    private async Task<string> BrokenTargetAsync(string retryPolicy)
    {
        await QueueAsync("broken");
        var dead = await QueueAsync("dead");
        await RuleToQueueAsync(
            "r",
            """{"source":["a"]}""",
            "broken",
            $$""","RetryPolicy":{{retryPolicy}},"DeadLetterConfig":{"Arn":"{{QueueArn("dead")}}"}"""
        );
        return dead;
    }

    [Fact]
    public async Task A_target_that_fails_is_tried_again_until_it_works()
    {
        var queue = await QueueAsync("broken");
        await RuleToQueueAsync("r", """{"source":["a"]}""", "broken");
        await PutEventAsync("a", "t", """{"n":1}""");
        await NextTryAsync();
        await NextTryAsync();
        _broken = false;

        await PassTimeUntilFilledAsync(queue);

        Assert.Equal(1, (int)(await ReceiveEventAsync(queue))["detail"]!["n"]!);
    }

    [Fact]
    public async Task After_its_retries_an_event_goes_to_the_dead_letter_queue_with_the_reason()
    {
        var dead = await BrokenTargetAsync("""{"MaximumRetryAttempts":3}""");
        var put = await PutEventAsync("a", "t", """{"n":1}""");
        for (var i = 0; i < 4; i++)
            await NextTryAsync();

        var message = await ReceiveAsync(dead);

        var attributes = message.MessageAttributes.ToDictionary(a => a.Key, a => a.Value.StringValue);
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["RULE_ARN"] = $"arn:aws:events:{Region}:{Account}:rule/r",
                ["TARGET_ARN"] = QueueArn("broken"),
                ["ERROR_CODE"] = "INTERNAL_ERROR",
                ["ERROR_MESSAGE"] = "The queue is out of order.",
                ["RETRY_ATTEMPTS"] = "3",
                ["EXHAUSTED_RETRY_CONDITION"] = "MaximumRetryAttempts",
            },
            attributes
        );
        Assert.Contains((string)put["Entries"]![0]!["EventId"]!, message.Body);
        Assert.False(_tries.Reader.TryRead(out _));
    }

    [Fact]
    public async Task An_event_that_gets_too_old_goes_to_the_dead_letter_queue()
    {
        var dead = await BrokenTargetAsync("""{"MaximumEventAgeInSeconds":60}""");
        await PutEventAsync("a", "t", "{}");

        await PassTimeUntilFilledAsync(dead);

        Assert.Equal("MaximumEventAgeInSeconds", (await ReceiveAsync(dead)).MessageAttributes["EXHAUSTED_RETRY_CONDITION"].StringValue);
    }

    [Fact]
    public void Retries_back_off_with_jitter_over_24_hours()
    {
        var failure = new DeliveryFailure("INTERNAL_ERROR", "", Retriable: true);
        var (received, now) = (Clock.GetUtcNow(), Clock.GetUtcNow());
        var waits = new List<double>();
        Retry retry;
        do
        {
            retry = RetrySchedule.Next(null, received, waits.Count, "1", failure, now);
            waits.Add((retry.Due - now).TotalSeconds);
            now = retry.Due;
        } while (retry.GivenUp is null);

        Assert.Equal(186, waits.Count);
        Assert.Equal("MaximumRetryAttempts", retry.GivenUp.Exhausted);
        Assert.InRange(waits[0], 0.5, 1);
        Assert.InRange(waits[5], 16, 32);
        Assert.All(waits[9..^1], wait => Assert.InRange(wait, 240, 480));
        Assert.True(waits[20..30].Distinct().Count() > 5);
    }

    [Fact]
    public async Task A_target_that_is_gone_is_not_tried_again()
    {
        var dead = await QueueAsync("dead");
        await RuleToQueueAsync("r", """{"source":["a"]}""", "nowhere", $$""","DeadLetterConfig":{"Arn":"{{QueueArn("dead")}}"}""");

        await PutEventAsync("a", "t", "{}");

        var attributes = (await ReceiveAsync(dead)).MessageAttributes;
        Assert.Equal(("NO_RESOURCE", "0"), (attributes["ERROR_CODE"].StringValue, attributes["RETRY_ATTEMPTS"].StringValue));
        Assert.False(attributes.ContainsKey("EXHAUSTED_RETRY_CONDITION"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_acknowledged_is_delivered_after_a_restart(bool stuck)
    {
        // stuck: the first try is still under way when the process ends; else it has failed and the next is due later
        _stuck = stuck;
        var queue = await QueueAsync("broken");
        await RuleToQueueAsync("r", """{"source":["a"]}""", "broken");
        for (var n = 0; n < 20; n++)
            await PutEventAsync("a", "t", $$"""{"n":{{n}}}""");
        for (var n = 0; n < 20; n++)
            await _tries.Reader.ReadAsync();

        _broken = false;
        await RestartAsync();
        Clock.Advance(TimeSpan.FromMinutes(10));

        var delivered = new HashSet<int>();
        while (delivered.Count < 20)
            delivered.Add((int)(await ReceiveEventAsync(queue))["detail"]!["n"]!);
        Assert.Equal(Enumerable.Range(0, 20), delivered.Order());
    }

    [Fact]
    public async Task Buses_rules_and_targets_survive_a_restart()
    {
        await DoAsync("CreateEventBus", """{"Name":"shop","Description":"d"}""");
        var queue = await QueueAsync("q");
        await RuleToQueueAsync("r", """{"source":["a"]}""", "q", ""","InputPath":"$.detail" """, bus: "shop");

        await RestartAsync();
        await PutEventAsync("a", "t", """{"n":1}""", bus: "shop");

        Assert.Equal("""{"n":1}""", (await ReceiveAsync(queue)).Body);
        Assert.Equal("d", (string?)(await DoAsync("DescribeEventBus", """{"Name":"shop"}"""))["Description"]);
    }
}
