namespace LocalCloud.Aws.Tests.EventBridge;

public sealed class BusToBusTests : EventBridgeTest
{
    private async Task ForwardAsync(string rule, string targetBusArn, string bus = "default", string more = "")
    {
        await DoAsync("PutRule", $$"""{"Name":"{{rule}}","EventBusName":"{{bus}}","EventPattern":"{\"source\":[\"a\"]}"}""");
        await DoAsync(
            "PutTargets",
            $$"""{"Rule":"{{rule}}","EventBusName":"{{bus}}","Targets":[{"Id":"bus","Arn":"{{targetBusArn}}"{{more}}}]}"""
        );
    }

    private static string BusArn(string name, string account = Account, string region = Region) =>
        $"arn:aws:events:{region}:{account}:event-bus/{name}";

    [Fact]
    public async Task An_event_goes_on_to_another_bus_as_it_is()
    {
        await DoAsync("CreateEventBus", """{"Name":"second"}""");
        var queue = await QueueAsync("q");
        await ForwardAsync("on", BusArn("second"));
        await RuleToQueueAsync("r", """{"source":["a"]}""", "q", bus: "second");

        var put = await PutEventAsync("a", "t", """{"n":1}""");

        var received = await ReceiveEventAsync(queue);
        Assert.Equal((string?)put["Entries"]![0]!["EventId"], (string?)received["id"]);
        Assert.Equal(1, (int)received["detail"]!["n"]!);
    }

    [Fact]
    public async Task An_event_goes_on_to_another_account_and_region()
    {
        const string other = "210987654321";
        await DoAsync("CreateEventBus", """{"Name":"theirs"}""", account: other, region: "us-east-1");
        await ForwardAsync("on", BusArn("theirs", other, "us-east-1"));
        await DoAsync(
            "PutRule",
            """{"Name":"r","EventBusName":"theirs","EventPattern":"{\"account\":[\"123456789012\"]}"}""",
            other,
            "us-east-1"
        );
        var queue = await QueueAsync("q");
        // their rule delivers into our queue, where the test can look
        await DoAsync(
            "PutTargets",
            $$"""{"Rule":"r","EventBusName":"theirs","Targets":[{"Id":"q","Arn":"{{QueueArn("q")}}"}]}""",
            other,
            "us-east-1"
        );

        await PutEventAsync("a", "t", "{}");

        var received = await ReceiveEventAsync(queue);
        Assert.Equal((Account, Region), ((string?)received["account"], (string?)received["region"]));
    }

    [Fact]
    public async Task An_event_is_put_on_the_bus_that_an_ARN_names()
    {
        const string other = "210987654321";
        await DoAsync("PutRule", """{"Name":"r","EventPattern":"{\"source\":[\"a\"]}"}""", other);
        var queue = await QueueAsync("q");
        await DoAsync("PutTargets", $$"""{"Rule":"r","Targets":[{"Id":"q","Arn":"{{QueueArn("q")}}"}]}""", other);

        await PutEventAsync("a", "t", "{}", bus: BusArn("default", other));

        Assert.Equal(Account, (string?)(await ReceiveEventAsync(queue))["account"]);
    }

    [Fact]
    public async Task An_event_does_not_go_on_to_a_third_bus()
    {
        await DoAsync("CreateEventBus", """{"Name":"second"}""");
        await DoAsync("CreateEventBus", """{"Name":"third"}""");
        var dead = await QueueAsync("dead");
        await ForwardAsync("on", BusArn("second"));
        await ForwardAsync("further", BusArn("third"), "second", $$""","DeadLetterConfig":{"Arn":"{{QueueArn("dead")}}"}""");

        await PutEventAsync("a", "t", "{}");

        Assert.Equal("THIRD_ACCOUNT_HOP_DETECTED", (await ReceiveAsync(dead)).MessageAttributes["ERROR_CODE"].StringValue);
    }

    [Fact]
    public async Task A_bus_that_is_gone_leads_to_the_dead_letter_queue()
    {
        var dead = await QueueAsync("dead");
        await ForwardAsync("on", BusArn("nowhere"), more: $$""","DeadLetterConfig":{"Arn":"{{QueueArn("dead")}}"}""");

        await PutEventAsync("a", "t", "{}");

        var attributes = (await ReceiveAsync(dead)).MessageAttributes;
        Assert.Equal(
            ("NO_RESOURCE", "Event bus nowhere does not exist."),
            (attributes["ERROR_CODE"].StringValue, attributes["ERROR_MESSAGE"].StringValue)
        );
    }
}
