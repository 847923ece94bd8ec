using System.Text.Json.Nodes;
using LocalCloud.Aws.EventBridge.Replays;

namespace LocalCloud.Aws.Tests.EventBridge;

public sealed class ReplayTests : EventBridgeTest
{
    private readonly string _data = Directory.CreateTempSubdirectory("localcloud-replays-").FullName;

    protected override string DataDirectory => _data;

    private const string Bus = $"arn:aws:events:{Region}:{Account}:event-bus/default";
    private const string Archive = $"arn:aws:events:{Region}:{Account}:archive/a";

    private async Task<string> ArchivedAsync(int events, string rule = "r")
    {
        var queue = await QueueAsync("q");
        await DoAsync("CreateArchive", $$"""{"ArchiveName":"a","EventSourceArn":"{{Bus}}"}""");
        for (var i = 0; i < events; i++)
        {
            await PutEventAsync("x", "t", $$"""{"n":{{i}}}""");
            Clock.Advance(TimeSpan.FromMinutes(1));
        }
        await RuleToQueueAsync(rule, """{"source":["x"]}""", "q");
        return queue;
    }

    private static string Input(string name = "p", int from = 0, int to = 600, string more = "") =>
        $$$"""
            {"ReplayName":"{{{name}}}","EventSourceArn":"{{{Archive}}}","EventStartTime":{{{1767225600
                + from}}},"EventEndTime":{{{1767225600 + to}}},"Destination":{"Arn":"{{{Bus}}}"{{{more}}}}}
            """;

    private Task<Answer> DescribeAsync(string name = "p") => DoAsync("DescribeReplay", $$"""{"ReplayName":"{{name}}"}""");

    private async Task<Answer> EndedAsync(string name = "p")
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            patience.Token.ThrowIfCancellationRequested();
            var replay = await DescribeAsync(name);
            if ((string?)replay["State"] is not ("STARTING" or "RUNNING" or "CANCELLING"))
                return replay;
        }
    }

    [Fact]
    public async Task Events_of_the_time_between_are_put_again_with_the_replays_name()
    {
        var queue = await ArchivedAsync(5);

        var started = await DoAsync("StartReplay", Input(from: 60, to: 180));
        Clock.Advance(ReplayRunner.StartsAfter);

        Assert.Equal(
            ("STARTING", $"arn:aws:events:{Region}:{Account}:replay/p"),
            ((string?)started["State"], (string?)started["ReplayArn"])
        );
        var replayed = new List<JsonNode>();
        for (var i = 0; i < 3; i++)
            replayed.Add(await ReceiveEventAsync(queue));
        Assert.Equal([1, 2, 3], replayed.Select(e => (int)e["detail"]!["n"]!).Order());
        Assert.All(replayed, e => Assert.Equal("p", (string?)e["replay-name"]));
        Assert.Equal(
            ["version", "id", "detail-type", "source", "account", "time", "region", "resources", "detail", "replay-name"],
            replayed[0].AsObject().Select(m => m.Key)
        );
        var ended = await EndedAsync();
        Assert.Equal(("COMPLETED", 1767225780), ((string?)ended["State"], (long)ended["EventLastReplayedTime"]!));
        Assert.NotNull(ended["ReplayEndTime"]);
        Assert.Equal(0, await WaitingAsync(queue));
    }

    [Fact]
    public async Task Replayed_events_are_not_archived_again()
    {
        var queue = await ArchivedAsync(1);

        await DoAsync("StartReplay", Input());
        Clock.Advance(ReplayRunner.StartsAfter);
        await ReceiveAsync(queue);

        Assert.Equal(1, (int)(await DoAsync("DescribeArchive", """{"ArchiveName":"a"}"""))["EventCount"]!);
    }

    [Fact]
    public async Task A_replay_can_be_for_some_rules_only()
    {
        var queue = await ArchivedAsync(1);
        var other = await QueueAsync("other");
        await RuleToQueueAsync("s", """{"source":["x"]}""", "other");

        await DoAsync("StartReplay", Input(more: $$""","FilterArns":["arn:aws:events:{{Region}}:{{Account}}:rule/s"]"""));
        Clock.Advance(ReplayRunner.StartsAfter);

        await ReceiveAsync(other);
        await EndedAsync();
        Assert.Equal(0, await WaitingAsync(queue));
    }

    [Fact]
    public async Task A_cancelled_replay_puts_nothing_more()
    {
        var queue = await ArchivedAsync(3);
        await DoAsync("StartReplay", Input());

        var cancelled = await DoAsync("CancelReplay", """{"ReplayName":"p"}""");
        var ended = await EndedAsync();
        Clock.Advance(ReplayRunner.StartsAfter);

        Assert.Equal("CANCELLING", (string?)cancelled["State"]);
        Assert.Equal("CANCELLED", (string?)ended["State"]);
        var again = await CallAsync("CancelReplay", """{"ReplayName":"p"}""");
        Assert.Equal(("IllegalStatusException", "Replay p is not in a valid state for this operation."), (again.Code, again.Message));
        Assert.Equal(0, await WaitingAsync(queue));
    }

    [Fact]
    public async Task A_replay_goes_on_after_a_restart()
    {
        var queue = await ArchivedAsync(2);
        await DoAsync("StartReplay", Input());

        await RestartAsync();
        Assert.Equal("STARTING", (string?)(await DescribeAsync())["State"]);
        Clock.Advance(ReplayRunner.StartsAfter);

        await ReceiveAsync(queue);
        await ReceiveAsync(queue);
        Assert.Equal("COMPLETED", (string?)(await EndedAsync())["State"]);
    }

    [Fact]
    public async Task Many_events_are_replayed_once_each()
    {
        await DoAsync("CreateArchive", $$"""{"ArchiveName":"a","EventSourceArn":"{{Bus}}"}""");
        var ten = string.Join(",", Enumerable.Repeat("""{"Source":"x","DetailType":"t","Detail":"{}"}""", 10));
        for (var i = 0; i < 25; i++)
            await DoAsync("PutEvents", $$"""{"Entries":[{{ten}}]}""");
        var queue = await QueueAsync("q");
        await RuleToQueueAsync("r", """{"source":["x"]}""", "q");

        await DoAsync("StartReplay", Input());
        Clock.Advance(ReplayRunner.StartsAfter);

        var ids = new HashSet<string>();
        for (var i = 0; i < 250; i++)
            ids.Add((string)(await ReceiveEventAsync(queue))["id"]!);
        Assert.Equal(250, ids.Count);
        await EndedAsync();
        Assert.Equal(0, await WaitingAsync(queue));
    }

    [Fact]
    public async Task Replays_are_described_and_listed()
    {
        await ArchivedAsync(0);
        await DoAsync("StartReplay", Input("p1"));
        await DoAsync("StartReplay", Input("q1"));
        await DoAsync("CancelReplay", """{"ReplayName":"q1"}""");
        await EndedAsync("q1");
        async Task<string> ListAsync(string filter) =>
            string.Join(",", (await DoAsync("ListReplays", filter))["Replays"]!.AsArray().Select(a => (string?)a!["ReplayName"]));

        var described = await DescribeAsync("p1");

        Assert.Equal(
            $$$"""{"ReplayName":"p1","ReplayArn":"arn:aws:events:{{{Region}}}:{{{Account}}}:replay/p1","State":"STARTING","EventSourceArn":"{{{Archive}}}","Destination":{"Arn":"{{{Bus}}}"},"EventStartTime":1767225600,"EventEndTime":1767226200,"ReplayStartTime":1767225600}""",
            described.Body.ToJsonString()
        );
        Assert.Equal("p1,q1", await ListAsync("{}"));
        Assert.Equal("p1", await ListAsync("""{"NamePrefix":"p"}"""));
        Assert.Equal("q1", await ListAsync("""{"State":"CANCELLED"}"""));
        Assert.Equal("p1,q1", await ListAsync($$"""{"EventSourceArn":"{{Archive}}"}"""));
        Assert.Equal("ValidationException", (await CallAsync("ListReplays", """{"State":"RUNNING","NamePrefix":"p"}""")).Code);
        var unknown = await CallAsync("DescribeReplay", """{"ReplayName":"nope"}""");
        Assert.Equal(("ResourceNotFoundException", "Replay nope does not exist."), (unknown.Code, unknown.Message));
    }

    [Theory]
    [InlineData(
        """{"ReplayName":"p","EventSourceArn":"arn:aws:events:eu-west-1:123456789012:archive/a","EventStartTime":1,"EventEndTime":2,"Destination":{"Arn":"arn:aws:sqs:eu-west-1:123456789012:q"}}""",
        "ValidationException",
        "Parameter Destination.Arn is not valid. Reason: Must contain an event bus ARN."
    )]
    [InlineData(
        """{"ReplayName":"p","EventSourceArn":"arn:aws:events:eu-west-1:123456789012:archive/a","EventStartTime":1,"EventEndTime":2,"Destination":{"Arn":"arn:aws:events:eu-west-1:123456789012:event-bus/nope"}}""",
        "ResourceNotFoundException",
        "Event bus nope does not exist."
    )]
    [InlineData(
        """{"ReplayName":"p","EventSourceArn":"arn:aws:events:eu-west-1:123456789012:archive/nope","EventStartTime":1,"EventEndTime":2,"Destination":{"Arn":"arn:aws:events:eu-west-1:123456789012:event-bus/default"}}""",
        "ValidationException",
        "Parameter EventSourceArn is not valid. Reason: Archive nope does not exist."
    )]
    [InlineData(
        """{"ReplayName":"p","EventSourceArn":"arn:aws:events:eu-west-1:123456789012:archive/a","EventStartTime":1,"EventEndTime":2,"Destination":{"Arn":"arn:aws:events:eu-west-1:123456789012:event-bus/b"}}""",
        "ValidationException",
        "Parameter Destination.Arn is not valid. Reason: Cross event bus replay is not permitted."
    )]
    [InlineData(
        """{"ReplayName":"p","EventSourceArn":"arn:aws:events:eu-west-1:123456789012:archive/a","EventStartTime":2,"EventEndTime":2,"Destination":{"Arn":"arn:aws:events:eu-west-1:123456789012:event-bus/default"}}""",
        "ValidationException",
        "Parameter EventEndTime is not valid. Reason: EventStartTime must be before EventEndTime."
    )]
    [InlineData(
        """{"ReplayName":"there","EventSourceArn":"arn:aws:events:eu-west-1:123456789012:archive/a","EventStartTime":1,"EventEndTime":2,"Destination":{"Arn":"arn:aws:events:eu-west-1:123456789012:event-bus/default"}}""",
        "ResourceAlreadyExistsException",
        "Replay there already exists."
    )]
    [InlineData(
        """{"ReplayName":"p","EventSourceArn":"arn:aws:events:eu-west-1:123456789012:archive/a","EventStartTime":1,"EventEndTime":2,"Destination":{}}""",
        "ValidationException",
        "1 validation error detected: Value null at 'destination.arn' failed to satisfy constraint: Member must not be null"
    )]
    public async Task StartReplay_refuses(string input, string code, string message)
    {
        await ArchivedAsync(0);
        await DoAsync("CreateEventBus", """{"Name":"b"}""");
        await DoAsync("StartReplay", Input("there"));

        var answer = await CallAsync("StartReplay", input);

        Assert.Equal((code, message), (answer.Code, answer.Message));
    }
}
