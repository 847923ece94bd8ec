using System.Globalization;

namespace LocalCloud.Aws.Tests.Sns;

public sealed class FifoTopicTests : SnsTest
{
    private static (string, string)[] Group(string group, string? deduplicationId = null) =>
        deduplicationId is null ? [("MessageGroupId", group)] : [("MessageGroupId", group), ("MessageDeduplicationId", deduplicationId)];

    [Fact]
    public async Task Messages_of_a_group_arrive_in_their_order_with_growing_numbers()
    {
        var topic = await TopicAsync("news.fifo", ("ContentBasedDeduplication", "true"));
        var queue = await QueueOnAsync(topic, "q.fifo");
        var numbers = new List<string>();
        for (var i = 0; i < 20; i++)
            numbers.Add((await DoAsync("Publish", [("TopicArn", topic), ("Message", $"m{i}"), .. Group($"g{i % 2}")]))["SequenceNumber"]!);
        Assert.Equal(numbers.Order(StringComparer.Ordinal), numbers);
        Assert.All(numbers, n => Assert.Equal(20, n.Length));
        var received = new Dictionary<string, List<string>> { ["g0"] = [], ["g1"] = [] };
        for (var i = 0; i < 20; i++)
        {
            var message = await ReceiveAsync(queue);
            received[message.Attributes["MessageGroupId"]].Add((string)System.Text.Json.Nodes.JsonNode.Parse(message.Body)!["Message"]!);
        }
        for (var g = 0; g < 2; g++)
            Assert.Equal(Enumerable.Range(0, 10).Select(i => $"m{(2 * i) + g}"), received[$"g{g}"]);
    }

    [Fact]
    public async Task The_envelope_has_the_number_and_no_signature()
    {
        var topic = await TopicAsync("news.fifo");
        var queue = await QueueOnAsync(topic, "q.fifo");
        var published = await DoAsync("Publish", [("TopicArn", topic), ("Message", "hello"), .. Group("g", "d")]);
        var message = await ReceiveAsync(queue);
        var envelope = System.Text.Json.Nodes.JsonNode.Parse(message.Body)!.AsObject();
        Assert.Equal(
            ["Type", "MessageId", "SequenceNumber", "TopicArn", "Message", "Timestamp", "UnsubscribeURL"],
            envelope.Select(m => m.Key)
        );
        Assert.Equal(published["SequenceNumber"], (string?)envelope["SequenceNumber"]);
        Assert.Equal(("g", "d"), (message.Attributes["MessageGroupId"], message.Attributes["MessageDeduplicationId"]));
    }

    [Fact]
    public async Task A_repeated_message_is_accepted_and_not_delivered_for_five_minutes()
    {
        var topic = await TopicAsync("news.fifo");
        var queue = await QueueOnAsync(topic, "q.fifo");
        var first = await DoAsync("Publish", [("TopicArn", topic), ("Message", "1"), .. Group("g", "same")]);
        var second = await DoAsync("Publish", [("TopicArn", topic), ("Message", "2"), .. Group("other", "same")]);
        Assert.Equal((first["MessageId"], first["SequenceNumber"]), (second["MessageId"], second["SequenceNumber"]));
        // The queue's own five minutes begin when it gets the message.
        await UntilAsync(first["MessageId"]!, "delivered");
        Clock.Advance(TimeSpan.FromMinutes(5));
        await PublishAsync(topic, "3", Group("g", "same"));
        Assert.Equal("1", (string?)(await ReceiveEnvelopeAsync(queue))["Message"]);
        Assert.Equal("3", (string?)(await ReceiveEnvelopeAsync(queue))["Message"]);
    }

    [Fact]
    public async Task Deduplication_can_be_by_content()
    {
        var topic = await TopicAsync("news.fifo", ("ContentBasedDeduplication", "true"));
        var first = await PublishAsync(topic, "same", Group("g"));
        Assert.Equal(first, await PublishAsync(topic, "same", [.. Group("g"), .. MessageAttributes(("a", "String", "v"))]));
        Assert.NotEqual(first, await PublishAsync(topic, "other", Group("g")));
        Assert.NotEqual(first, await PublishAsync(topic, "same", Group("g", "an-id-of-its-own")));
    }

    [Fact]
    public async Task Deduplication_can_be_within_a_group()
    {
        var topic = await TopicAsync("news.fifo", ("FifoThroughputScope", "MessageGroup"));
        var first = await PublishAsync(topic, "1", Group("a", "same"));
        Assert.NotEqual(first, await PublishAsync(topic, "1", Group("b", "same")));
        Assert.Equal(first, await PublishAsync(topic, "1", Group("a", "same")));
    }

    [Fact]
    public async Task A_group_and_a_deduplication_id_are_required()
    {
        var topic = await TopicAsync("news.fifo");
        await RefusedAsync(
            CallAsync("Publish", ("TopicArn", topic), ("Message", "x")),
            "InvalidParameter",
            "Invalid parameter: The MessageGroupId parameter is required for FIFO topics"
        );
        await RefusedAsync(
            CallAsync("Publish", ("TopicArn", topic), ("Message", "x"), ("MessageGroupId", "g")),
            "InvalidParameter",
            "Invalid parameter: The topic should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided "
                + "explicitly"
        );
        await RefusedAsync(
            CallAsync(
                "PublishBatch",
                ("TopicArn", topic),
                ("PublishBatchRequestEntries.member.1.Id", "a"),
                ("PublishBatchRequestEntries.member.1.Message", "x")
            ),
            "InvalidParameter",
            "Invalid parameter: The MessageGroupId parameter is required for FIFO topics"
        );
    }

    [Fact]
    public async Task A_standard_queue_gets_the_messages_too()
    {
        var topic = await TopicAsync("news.fifo");
        var queue = await QueueOnAsync(topic, "q");
        await PublishAsync(topic, "hello", Group("g", "d"));
        Assert.Equal("hello", (string?)(await ReceiveEnvelopeAsync(queue))["Message"]);
    }

    [Fact]
    public async Task A_batch_is_published_in_its_order_and_without_repetitions()
    {
        var topic = await TopicAsync("news.fifo", ("ContentBasedDeduplication", "true"));
        var queue = await QueueOnAsync(topic, "q.fifo", ("RawMessageDelivery", "true"));
        string[] messages = ["a", "b", "a", "c"];
        (string, string)[] entries =
        [
            .. messages.SelectMany(
                (m, i) =>
                    ((string, string)[])
                        [
                            ($"PublishBatchRequestEntries.member.{i + 1}.Id", i.ToString(CultureInfo.InvariantCulture)),
                            ($"PublishBatchRequestEntries.member.{i + 1}.Message", m),
                            ($"PublishBatchRequestEntries.member.{i + 1}.MessageGroupId", "g"),
                        ]
            ),
        ];
        var answer = await DoAsync("PublishBatch", [("TopicArn", topic), .. entries]);
        Assert.Equal((4, 3), (answer.All("MessageId").Count, answer.All("MessageId").Distinct().Count()));
        foreach (var expected in (string[])["a", "b", "c"])
            Assert.Equal(expected, (await ReceiveAsync(queue)).Body);
    }

    [Fact]
    public async Task A_group_waits_for_its_message_that_is_tried_again_and_others_do_not()
    {
        var topic = await TopicAsync("news.fifo", ("ContentBasedDeduplication", "true"));
        var queue = await QueueOnAsync(topic, "q.fifo", ("RawMessageDelivery", "true"));
        await FaultAsync("""{"kind":"error","service":"sqs","operation":"SendMessage","resource":"q.fifo","count":6}""");
        var first = await PublishAsync(topic, "1", Group("a"));
        await UntilAsync(first, "retrying", attempts: 4); // three retries at once, then one second each
        var second = await PublishAsync(topic, "2", Group("a"));
        Clock.Advance(TimeSpan.FromSeconds(1));
        await UntilAsync(first, "retrying", attempts: 5);
        await PublishAsync(topic, "3", Group("b"));
        Assert.Equal("3", (await ReceiveAsync(queue)).Body);
        Assert.Equal("pending", (string?)(await UntilAsync(second, "pending"))["status"]);
        Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("1", (await ReceiveAsync(queue)).Body);
        Assert.Equal("2", (await ReceiveAsync(queue)).Body);
    }
}
