using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Tests.EventBridge;

public sealed class PutEventsTests : EventBridgeTest
{
    [Fact]
    public async Task A_matching_event_reaches_the_queue_in_AWSs_envelope()
    {
        var queue = await QueueAsync("q");
        await RuleToQueueAsync("r", """{"source":[{"suffix":"-service"}]}""", "q");

        var put = await DoAsync(
            "PutEvents",
            """
            {"Entries":[{"Source":"order-service","DetailType":"OrderPlaced",
             "Detail":"{ \"orderId\" : 7, \"note\": \"Grüße\", \"price\": 1.50 }",
             "Resources":["arn:x","arn:y"],"Time":1766000000.5}]}
            """
        );

        Assert.Equal(0, (int)put["FailedEntryCount"]!);
        var id = (string)put["Entries"]![0]!["EventId"]!;
        Assert.Equal(
            $$$"""{"version":"0","id":"{{{id}}}","detail-type":"OrderPlaced","source":"order-service","account":"{{{Account}}}","time":"2025-12-17T19:33:20Z","region":"{{{Region}}}","resources":["arn:x","arn:y"],"detail":{"orderId":7,"note":"Grüße","price":1.50}}""",
            (await ReceiveAsync(queue)).Body
        );
    }

    [Fact]
    public async Task The_time_of_an_event_is_when_it_was_put_unless_it_says_another()
    {
        var queue = await QueueAsync("q");
        await RuleToQueueAsync("r", """{"source":["a"]}""", "q");
        Clock.Advance(TimeSpan.FromHours(5));

        await PutEventAsync("a", "t", "{}");

        Assert.Equal("2026-01-01T05:00:00Z", (string?)(await ReceiveEventAsync(queue))["time"]);
    }

    [Fact]
    public async Task Entries_fail_one_by_one()
    {
        var queue = await QueueAsync("q");
        await RuleToQueueAsync("r", """{"source":["a"]}""", "q");

        var put = await DoAsync(
            "PutEvents",
            """
            {"Entries":[{"Source":"a","DetailType":"t","Detail":"{\"n\":1}"},{"Source":"a","DetailType":"t","Detail":"[1]"},
             {"Source":"a","DetailType":"t","Detail":"{"},
             {"Source":"a","DetailType":"t"},{"Source":"a","Detail":"{}"},{"DetailType":"t","Detail":"{}"},
              {"Source":"aws.ec2","DetailType":"t","Detail":"{}"},
             {"Source":"a","DetailType":"t","Detail":"{\"n\":2}"}]}
            """
        );

        Assert.Equal(6, (int)put["FailedEntryCount"]!);
        Assert.Equal(
            [
                null,
                "MalformedDetail",
                "MalformedDetail",
                "InvalidArgument",
                "InvalidArgument",
                "InvalidArgument",
                "NotAuthorizedForSourceException",
                null,
            ],
            put["Entries"]!.AsArray().Select(e => (string?)e!["ErrorCode"])
        );
        Assert.Equal("Parameter Detail is not valid. Reason: Detail is a required argument.", (string?)put["Entries"]![3]!["ErrorMessage"]);
        int[] delivered = [(int)(await ReceiveEventAsync(queue))["detail"]!["n"]!, (int)(await ReceiveEventAsync(queue))["detail"]!["n"]!];
        Assert.Equal([1, 2], delivered.Order());
    }

    [Fact]
    public async Task A_request_has_at_most_ten_entries_and_one_megabyte()
    {
        string Entry(int size) => $$$"""{"Source":"a","DetailType":"t","Detail":"{\"x\":\"{{{new string('x', size)}}}\"}"}""";

        var eleven = await CallAsync("PutEvents", $$"""{"Entries":[{{string.Join(",", Enumerable.Repeat(Entry(1), 11))}}]}""");
        var large = await CallAsync("PutEvents", $$"""{"Entries":[{{Entry(600_000)}},{{Entry(600_000)}}]}""");
        var none = await CallAsync("PutEvents", """{"Entries":[]}""");

        Assert.Equal("ValidationException", eleven.Code);
        Assert.StartsWith(
            "1 validation error detected: Value '[PutEventsRequestEntry(time=null, source=a, resources=null, detailType=t, "
                + "detail={\"x\":\"x\"}, eventBusName=null, traceHeader=null, ",
            eleven.Message
        );
        Assert.EndsWith("at 'entries' failed to satisfy constraint: Member must have length less than or equal to 10", eleven.Message);
        Assert.Equal(("ValidationException", "Total size of the entries in the request is over the limit."), (large.Code, large.Message));
        Assert.EndsWith("Member must have length greater than or equal to 1", none.Message);
        await DoAsync("PutEvents", $$"""{"Entries":[{{Entry(1_000_000)}}]}""");
    }

    [Fact]
    public async Task What_does_not_match_goes_nowhere()
    {
        var queue = await QueueAsync("q");
        await RuleToQueueAsync("r", """{"source":["a"],"detail":{"n":[{"numeric":[">",5]}]}}""", "q");

        await PutEventAsync("a", "t", """{"n":5}""");
        await PutEventAsync("a", "t", """{"n":6}""");

        Assert.Equal(6, (int)(await ReceiveEventAsync(queue))["detail"]!["n"]!);
        Assert.Equal(0, await WaitingAsync(queue));
    }

    [Fact]
    public async Task A_disabled_rule_does_not_match()
    {
        var queue = await QueueAsync("q");
        await RuleToQueueAsync("r", """{"source":["a"]}""", "q");
        await DoAsync("DisableRule", """{"Name":"r"}""");
        await PutEventAsync("a", "while disabled", "{}");
        await DoAsync("EnableRule", """{"Name":"r"}""");

        await PutEventAsync("a", "while enabled", "{}");

        Assert.Equal("while enabled", (string?)(await ReceiveEventAsync(queue))["detail-type"]);
    }

    [Fact]
    public async Task An_event_for_a_bus_that_is_not_there_is_accepted_as_AWS_does()
    {
        var put = await PutEventAsync("a", "t", "{}", bus: "nope");

        Assert.Equal(0, (int)put["FailedEntryCount"]!);
    }

    [Fact]
    public async Task Every_target_of_every_matching_rule_gets_the_event()
    {
        string[] queues = [await QueueAsync("q1"), await QueueAsync("q2"), await QueueAsync("q3")];
        await RuleToQueueAsync("r1", """{"source":["a"]}""", "q1");
        await DoAsync("PutTargets", $$"""{"Rule":"r1","Targets":[{"Id":"second","Arn":"{{QueueArn("q2")}}"}]}""");
        await RuleToQueueAsync("r2", """{"detail-type":["t"]}""", "q3");

        await PutEventAsync("a", "t", "{}");

        foreach (var queue in queues)
            Assert.Equal("a", (string?)(await ReceiveEventAsync(queue))["source"]);
    }

    [Fact]
    public async Task A_fifo_queue_gets_its_message_group()
    {
        var queue = await QueueAsync("q.fifo", new() { ["FifoQueue"] = "true", ["ContentBasedDeduplication"] = "true" });
        await RuleToQueueAsync("r", """{"source":["a"]}""", "q.fifo", ""","SqsParameters":{"MessageGroupId":"g1"}""");

        await PutEventAsync("a", "t", "{}");

        Assert.Equal("g1", (await ReceiveAsync(queue)).Attributes["MessageGroupId"]);
    }

    [Fact]
    public async Task The_trace_header_goes_along()
    {
        var queue = await QueueAsync("q");
        await RuleToQueueAsync("r", """{"source":["a"]}""", "q");

        await PutEventAsync("a", "t", "{}", more: ""","TraceHeader":"Root=1-5759e988-bd862e3fe1be46a994272793"}""".TrimEnd('}'));

        Assert.Equal("Root=1-5759e988-bd862e3fe1be46a994272793", (await ReceiveAsync(queue)).Attributes["AWSTraceHeader"]);
    }

    [Fact]
    public async Task The_trace_of_the_request_goes_over_another_bus_to_the_queue()
    {
        const string Trace = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";
        var queue = await QueueAsync("q");
        await DoAsync("CreateEventBus", """{"Name":"next"}""");
        await DoAsync("PutRule", """{"Name":"on","EventPattern":"{\"source\":[\"a\"]}"}""");
        await DoAsync(
            "PutTargets",
            $$"""{"Rule":"on","Targets":[{"Id":"bus","Arn":"arn:aws:events:{{Region}}:{{Account}}:event-bus/next"}]}"""
        );
        await RuleToQueueAsync("r", """{"source":["a"]}""", "q", bus: "next");
        await CallAsync("PutEvents", """{"Entries":[{"Source":"a","DetailType":"t","Detail":"{}"}]}""", xray: Trace);
        Assert.Equal(Trace, (await ReceiveAsync(queue)).Attributes["AWSTraceHeader"]);
    }

    [Fact]
    public async Task The_trace_page_tells_what_became_of_an_event()
    {
        var queue = await QueueAsync("q");
        await RuleToQueueAsync("hit", """{"source":["a"]}""", "q");
        await RuleToQueueAsync("miss", """{"source":["a"],"detail":{"n":[1]}}""", "q");
        var id = (string)(await PutEventAsync("a", "t", """{"n":2}"""))["Entries"]![0]!["EventId"]!;
        await ReceiveAsync(queue);

        JsonNode trace;
        do trace = JsonNode.Parse(await Http.GetStringAsync($"/_localcloud/traces/events?id={id}"))!["events"]![0]!;
        while ((string?)trace["deliveries"]![0]!["status"] == "pending"); // the message is there before the delivery is struck off

        Assert.Equal("""["hit"]""", trace["matched"]!.ToJsonString());
        Assert.Equal("detail.n: 2 is not in [1]", (string?)trace["notMatched"]!["miss"]);
        Assert.Equal(("delivered", 1), ((string?)trace["deliveries"]![0]!["status"], (int)trace["deliveries"]![0]!["attempts"]!));
    }
}
