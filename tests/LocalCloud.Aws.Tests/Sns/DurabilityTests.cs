using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Tests.Sns;

public sealed class DurabilityTests : SnsTest
{
    private readonly string _data = Directory.CreateTempSubdirectory("localcloud-sns-").FullName;

    protected override string DataDirectory => _data;

    private const string BrokenQueue = """{"kind":"error","service":"sqs","operation":"SendMessage","resource":"q"}""";

    [Fact]
    public async Task Topics_and_subscriptions_outlive_the_process()
    {
        var topic = await TopicAsync("news", ("DisplayName", "News"));
        var queue = await QueueOnAsync(topic, "q", ("FilterPolicy", """{"a":["x"]}"""), ("RawMessageDelivery", "true"));
        await RestartAsync();
        Assert.Equal("News", (await DoAsync("GetTopicAttributes", ("TopicArn", topic))).Map["DisplayName"]);
        await PublishAsync(topic, "no");
        await PublishAsync(topic, "yes", MessageAttributes(("a", "String", "x")));
        Assert.Equal("yes", (await ReceiveAsync(queue)).Body);
    }

    [Fact]
    public async Task What_was_not_delivered_when_the_process_ended_is_delivered_by_the_next()
    {
        var topic = await TopicAsync("news");
        var queue = await QueueOnAsync(topic, "q");
        await FaultAsync(BrokenQueue);
        var id = await PublishAsync(topic, "hello", MessageAttributes(("a", "String", "v")));
        await UntilAsync(id, "retrying", attempts: 4);
        await RestartAsync(); // which ends the fault
        Clock.Advance(TimeSpan.FromSeconds(20));
        var envelope = await ReceiveEnvelopeAsync(queue);
        Assert.Equal((id, "v"), ((string?)envelope["MessageId"], (string?)envelope["MessageAttributes"]!["a"]!["Value"]));
    }

    [Fact]
    public async Task Groups_keep_their_order_across_a_restart()
    {
        var topic = await TopicAsync("news.fifo", ("ContentBasedDeduplication", "true"));
        var queue = await QueueOnAsync(topic, "q.fifo", ("RawMessageDelivery", "true"));
        await FaultAsync("""{"kind":"error","service":"sqs","operation":"SendMessage","resource":"q.fifo"}""");
        var first = await PublishAsync(topic, "0", ("MessageGroupId", "g"));
        for (var i = 1; i < 5; i++)
            await PublishAsync(topic, $"{i}", ("MessageGroupId", "g"));
        await UntilAsync(first, "retrying", attempts: 4);
        await RestartAsync();
        Clock.Advance(TimeSpan.FromSeconds(20));
        for (var i = 0; i < 5; i++)
            Assert.Equal($"{i}", (await ReceiveAsync(queue)).Body);
    }

    [Fact]
    public async Task The_deduplication_window_outlives_the_process()
    {
        var topic = await TopicAsync("news.fifo", ("ContentBasedDeduplication", "true"));
        var first = await PublishAsync(topic, "same", ("MessageGroupId", "g"));
        await RestartAsync();
        Assert.Equal(first, await PublishAsync(topic, "same", ("MessageGroupId", "g")));
    }

    [Fact]
    public async Task The_certificate_stays_the_same()
    {
        var topic = await TopicAsync("news");
        var queue = await QueueOnAsync(topic, "q");
        await PublishAsync(topic, "1");
        var path = new Uri((string)(await ReceiveEnvelopeAsync(queue))["SigningCertURL"]!).AbsolutePath;
        var certificate = await Http.GetStringAsync(path);
        await RestartAsync();
        Assert.Equal(certificate, await Http.GetStringAsync(path));
    }

    [Fact]
    public async Task A_queue_that_is_gone_sends_the_message_to_the_dead_letter_queue_at_once()
    {
        var topic = await TopicAsync("news");
        var dead = await QueueAsync("dead");
        await SubscribeAsync(
            topic,
            "sqs",
            QueueArn("none"),
            ("RawMessageDelivery", "true"),
            ("RedrivePolicy", $$"""{"deadLetterTargetArn":"{{QueueArn("dead")}}"}""")
        );
        await PublishAsync(topic, "hello", MessageAttributes(("a", "String", "v")));
        var letter = await ReceiveAsync(dead);
        Assert.Equal(
            ("hello", "v"),
            (letter.Body, Assert.Single(letter.MessageAttributes, attribute => attribute.Key == "a").Value.StringValue)
        );
        Assert.Equal(["a"], letter.MessageAttributes.Keys);
    }

    [Fact]
    public async Task Without_a_dead_letter_queue_it_is_dropped_and_that_is_seen()
    {
        var topic = await TopicAsync("news");
        await SubscribeAsync(topic, "sqs", QueueArn("none"));
        Assert.Equal(
            "The specified queue does not exist.",
            (string?)(await UntilAsync(await PublishAsync(topic, "hello"), "dropped"))["error"]
        );
    }

    [Fact]
    public async Task A_queue_that_fails_is_tried_again_three_times_at_once_and_then_later_and_later()
    {
        var topic = await TopicAsync("news");
        var queue = await QueueOnAsync(topic, "q");
        await FaultAsync(BrokenQueue);
        var id = await PublishAsync(topic, "hello");
        await UntilAsync(id, "retrying", attempts: 4);
        foreach (var (attempts, seconds) in ((int, double)[])[(5, 1), (6, 1), (7, 1), (8, 1.4), (9, 2)])
        {
            Clock.Advance(TimeSpan.FromSeconds(seconds));
            await UntilAsync(id, "retrying", attempts);
        }
        Assert.NotNull(queue);
    }

    [Fact]
    public async Task A_pending_confirmation_outlives_the_process()
    {
        await using var listener = await Listener.StartAsync();
        listener.Status = 500;
        var topic = await TopicAsync("news");
        var subscription = await SubscribeAsync(topic, "http", listener.Url);
        await listener.NextAsync();
        var page = JsonNode.Parse(await Http.GetStringAsync("/_localcloud/traces/topics?topic=news"))!["messages"]![0]!;
        await UntilAsync((string)page["id"]!, "retrying");
        listener.Status = 200;
        await RestartAsync();
        Clock.Advance(TimeSpan.FromSeconds(20));
        var link = (string)JsonNode.Parse((await listener.NextAsync()).Body)!["SubscribeURL"]!;
        Assert.Equal(subscription, (await VisitAsync(link))["SubscriptionArn"]);
    }
}
