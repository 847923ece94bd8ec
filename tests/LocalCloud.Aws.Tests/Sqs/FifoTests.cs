using Amazon.SQS;
using Amazon.SQS.Model;

namespace LocalCloud.Aws.Tests.Sqs;

public sealed class FifoTests : SqsTest
{
    [Fact]
    public async Task A_fifo_queue_has_its_suffix_and_its_attributes()
    {
        var url = await FifoAsync();

        var attributes = await AttributesAsync(url, "FifoQueue", "ContentBasedDeduplication", "DeduplicationScope", "FifoThroughputLimit");

        Assert.Equal(["false", "queue", "true", "perQueue"], attributes.OrderBy(a => a.Key).Select(a => a.Value));
        await FailsAsync<AmazonSQSException>(() => QueueAsync("orders", ("FifoQueue", "true")), "InvalidParameterValue");
    }

    [Fact]
    public async Task Within_a_group_one_message_has_to_land_before_the_next_receive_gets_another()
    {
        var url = await FifoAsync();
        await SendAsync(url, "a", "1");
        await SendAsync(url, "a", "2");
        await SendAsync(url, "b", "1");

        var first = await ReceiveOneAsync(url);
        Assert.Equal("a1", first.Attributes["MessageGroupId"] + first.Body);
        Assert.Equal("b1", string.Join(' ', (await ReceiveAsync(url)).Select(m => m.Attributes["MessageGroupId"] + m.Body)));

        await Sqs.DeleteMessageAsync(url, first.ReceiptHandle);
        Assert.Equal("2", (await ReceiveOneAsync(url)).Body);
    }

    [Fact]
    public async Task One_receive_takes_several_of_a_group_in_order()
    {
        var url = await FifoAsync();
        for (var i = 0; i < 5; i++)
            await SendAsync(url, "a", $"{i}");

        Assert.Equal(["0", "1", "2"], (await ReceiveAsync(url, 3)).Select(m => m.Body));
        Assert.Empty(await ReceiveAsync(url));
    }

    [Fact]
    public async Task A_message_that_comes_back_stands_before_its_successors()
    {
        var url = await FifoAsync();
        for (var i = 0; i < 3; i++)
            await SendAsync(url, "a", $"{i}");
        await ReceiveAsync(url, 2);

        Clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(["0", "1", "2"], (await ReceiveAsync(url)).Select(m => m.Body));
    }

    [Fact]
    public async Task The_same_deduplication_id_within_five_minutes_is_the_same_message_even_after_deletion()
    {
        var url = await FifoAsync();
        var first = await SendAsync(url, "a", "once", "id-1");
        await Sqs.DeleteMessageAsync(url, (await ReceiveOneAsync(url)).ReceiptHandle);

        Clock.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromSeconds(1));
        var second = await SendAsync(url, "a", "once", "id-1");
        Assert.Equal((first.MessageId, first.SequenceNumber), (second.MessageId, second.SequenceNumber));
        Assert.Empty(await ReceiveAsync(url));

        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.NotEqual(first.MessageId, (await SendAsync(url, "a", "once", "id-1")).MessageId);
        Assert.Single(await ReceiveAsync(url));
    }

    [Fact]
    public async Task What_was_purged_can_be_sent_again_at_once()
    {
        var url = await FifoAsync();
        await SendAsync(url, "a", "once", "id-1");

        await Sqs.PurgeQueueAsync(url);
        await SendAsync(url, "a", "once", "id-1");

        Assert.Equal("once", (await ReceiveOneAsync(url)).Body);
    }

    [Fact]
    public async Task A_delay_of_the_queue_holds_the_messages_of_a_group_in_order()
    {
        var url = await FifoAsync(("DelaySeconds", "10"));
        await SendAsync(url, "a", "1");
        Clock.Advance(TimeSpan.FromSeconds(5));
        await SendAsync(url, "a", "2");
        Assert.Empty(await ReceiveAsync(url));

        Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("1", (await ReceiveOneAsync(url)).Body);
        Clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Empty(await ReceiveAsync(url));
        Clock.Advance(TimeSpan.FromSeconds(25));
        Assert.Equal(["1", "2"], (await ReceiveAsync(url)).Select(m => m.Body));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(20)]
    public async Task Another_delay_of_the_queue_holds_for_what_waits_already(int delay)
    {
        var url = await FifoAsync(("DelaySeconds", "10"));
        await SendAsync(url, "a", "1");

        await Sqs.SetQueueAttributesAsync(url, new() { ["DelaySeconds"] = $"{delay}" });

        Clock.Advance(TimeSpan.FromSeconds(delay - 1));
        Assert.Empty(await ReceiveAsync(url));
        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("1", (await ReceiveOneAsync(url)).Body);
    }

    [Fact]
    public async Task A_delay_of_nothing_may_be_given_and_another_not()
    {
        var url = await FifoAsync();
        Task SendAsync(int delay) =>
            Sqs.SendMessageAsync(
                new SendMessageRequest
                {
                    QueueUrl = url,
                    MessageBody = "x",
                    MessageGroupId = "a",
                    MessageDeduplicationId = "d",
                    DelaySeconds = delay,
                }
            );

        await SendAsync(0);
        var error = await FailsAsync<AmazonSQSException>(() => SendAsync(5), "InvalidParameterValue");

        Assert.Equal(
            "Value 5 for parameter DelaySeconds is invalid. Reason: The request include parameter that is not valid for this queue type.",
            error.Message
        );
    }

    [Fact]
    public async Task The_handle_of_an_earlier_receive_is_expired()
    {
        var url = await FifoAsync();
        await SendAsync(url, "a", "1");
        var first = await ReceiveOneAsync(url, visibility: 0);
        var second = await ReceiveOneAsync(url);

        var error = await FailsAsync<AmazonSQSException>(() => Sqs.DeleteMessageAsync(url, first.ReceiptHandle), "InvalidParameterValue");
        await Sqs.DeleteMessageAsync(url, second.ReceiptHandle);
        await Sqs.DeleteMessageAsync(url, second.ReceiptHandle);

        Assert.Equal(
            $"Value {first.ReceiptHandle} for parameter ReceiptHandle is invalid. Reason: The receipt handle has expired.",
            error.Message
        );
    }

    [Fact]
    public async Task Content_based_deduplication_takes_the_body_as_id()
    {
        var url = await FifoAsync(("ContentBasedDeduplication", "true"));

        await SendAsync(url, "a", "same", null);
        await SendAsync(url, "b", "same", null);
        await SendAsync(url, "a", "other", null);

        Assert.Equal(["same", "other"], (await ReceiveAsync(url)).Select(m => m.Body));
    }

    [Fact]
    public async Task Deduplication_can_be_within_each_group()
    {
        var url = await FifoAsync(("DeduplicationScope", "messageGroup"), ("FifoThroughputLimit", "perMessageGroupId"));

        await SendAsync(url, "a", "1", "id");
        await SendAsync(url, "b", "2", "id");

        Assert.Equal(2, (await ReceiveAsync(url)).Count);
    }

    [Fact]
    public async Task Sequence_numbers_grow()
    {
        var url = await FifoAsync();
        var numbers = new List<string>();
        for (var i = 0; i < 3; i++)
            numbers.Add((await SendAsync(url, "a", $"{i}")).SequenceNumber);

        Assert.Equal(numbers.Order(StringComparer.Ordinal), numbers);
        Assert.All(numbers, n => Assert.Equal(20, n.Length));
        Assert.Equal(numbers, (await ReceiveAsync(url)).Select(m => m.Attributes["SequenceNumber"]));
    }

    [Fact]
    public async Task Group_and_deduplication_id_are_asked_for()
    {
        var url = await FifoAsync();
        var standard = await QueueAsync("standard");

        var group = await FailsAsync<AmazonSQSException>(() => Sqs.SendMessageAsync(url, "x"), "MissingParameter");
        var id = await FailsAsync<AmazonSQSException>(() => SendAsync(url, "a", "x", null), "InvalidParameterValue");
        var alien = await FailsAsync<AmazonSQSException>(
            () =>
                Sqs.SendMessageAsync(
                    new SendMessageRequest
                    {
                        QueueUrl = standard,
                        MessageBody = "x",
                        MessageDeduplicationId = "id",
                    }
                ),
            "InvalidParameterValue"
        );

        Assert.Equal("The request must contain the parameter MessageGroupId.", group.Message);
        Assert.Equal(
            "The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly",
            id.Message
        );
        Assert.Equal(
            "Value id for parameter MessageDeduplicationId is invalid. Reason: The request include parameter that is not valid for this "
                + "queue type.",
            alien.Message
        );
    }

    [Fact]
    public async Task A_dead_letter_leaves_its_group_to_the_others()
    {
        await QueueAsync("dead.fifo", ("FifoQueue", "true"));
        var url = await FifoAsync(("RedrivePolicy", RedriveTo("dead.fifo", 1)));
        await SendAsync(url, "a", "poison");
        await SendAsync(url, "a", "good");
        await ReceiveAsync(url, 1, visibility: 0);

        Assert.Equal("good", Assert.Single(await ReceiveAsync(url)).Body);
        Assert.Equal("poison", (await ReceiveOneAsync($"http://localhost:4566/{Account}/dead.fifo")).Body);
    }

    [Fact]
    public async Task The_handle_of_a_message_whose_time_is_over_deletes_nothing()
    {
        var url = await FifoAsync();
        await SendAsync(url, "a", "1");
        var message = await ReceiveOneAsync(url);
        Clock.Advance(TimeSpan.FromSeconds(30));

        var error = await FailsAsync<AmazonSQSException>(() => Sqs.DeleteMessageAsync(url, message.ReceiptHandle), "InvalidParameterValue");

        Assert.EndsWith("Reason: The receipt handle has expired.", error.Message, StringComparison.Ordinal);
        Assert.Single(await ReceiveAsync(url));
    }

    [Theory]
    [InlineData("True")]
    [InlineData("TRUE")]
    public async Task A_flag_may_be_written_in_any_case(string text)
    {
        var url = await QueueAsync(
            "flags.fifo",
            ("FifoQueue", text),
            ("ContentBasedDeduplication", text),
            ("SqsManagedSseEnabled", "False")
        );
        Assert.Equal(url, await QueueAsync("flags.fifo", ("FifoQueue", "true"), ("ContentBasedDeduplication", "true")));
        var kept = await AttributesAsync(url, "FifoQueue", "ContentBasedDeduplication", "SqsManagedSseEnabled");
        Assert.Equal(("true", "true", "false"), (kept["FifoQueue"], kept["ContentBasedDeduplication"], kept["SqsManagedSseEnabled"]));
        await Sqs.SetQueueAttributesAsync(url, new() { ["ContentBasedDeduplication"] = text.Length == 4 ? "FALSE" : "False" });
        Assert.Equal("false", (await AttributesAsync(url, "ContentBasedDeduplication"))["ContentBasedDeduplication"]);
        await FailsAsync<InvalidAttributeValueException>(
            () => QueueAsync("odd.fifo", ("FifoQueue", "true"), ("ContentBasedDeduplication", "yes")),
            "InvalidAttributeValue"
        );
    }

    // No time passes here: the deletion alone ends the wait
    [Fact]
    public async Task A_waiting_receive_gets_the_next_of_a_group_when_the_one_before_is_deleted()
    {
        var url = await FifoAsync();
        await SendAsync(url, "a", "1");
        await SendAsync(url, "a", "2");
        var first = await ReceiveOneAsync(url);
        var waiting = StartReceiveAsync(url, wait: 20);
        await PollsAsync(url, 1);

        await Sqs.DeleteMessageAsync(url, first.ReceiptHandle);

        Assert.Equal("2", Assert.Single((await waiting).Messages).Body);
    }

    [Fact]
    public async Task A_message_that_came_back_is_given_again_while_others_of_its_group_are_in_flight()
    {
        var url = await FifoAsync();
        for (var i = 0; i < 4; i++)
            await SendAsync(url, "a", $"{i}");
        var taken = await ReceiveAsync(url, 3);

        await Sqs.ChangeMessageVisibilityAsync(url, taken[0].ReceiptHandle, 0);

        Assert.Equal(["0"], (await ReceiveAsync(url)).Select(m => m.Body));
        Assert.Empty(await ReceiveAsync(url));
    }

    [Fact]
    public async Task Groups_take_turns()
    {
        var url = await FifoAsync();
        foreach (var message in (string[])["a1", "a2", "a3", "b1", "b2", "c1"])
            await SendAsync(url, message[..1], message);
        var order = new List<string>();
        for (var i = 0; i < 6; i++)
        {
            var message = await ReceiveOneAsync(url);
            order.Add(message.Body);
            await Sqs.DeleteMessageAsync(url, message.ReceiptHandle);
        }
        Assert.Equal(["a1", "b1", "c1", "a2", "b2", "a3"], order);
    }

    [Fact]
    public async Task A_delay_of_nothing_leaves_that_of_the_queue()
    {
        var url = await FifoAsync(("DelaySeconds", "10"));
        await Sqs.SendMessageAsync(
            new SendMessageRequest
            {
                QueueUrl = url,
                MessageBody = "x",
                MessageGroupId = "a",
                MessageDeduplicationId = "d",
                DelaySeconds = 0,
            }
        );
        Assert.Empty(await ReceiveAsync(url));
        Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Single(await ReceiveAsync(url));
    }

    private Task<string> FifoAsync(params (string, string)[] attributes) =>
        QueueAsync("orders.fifo", [("FifoQueue", "true"), .. attributes]);

    private int _next;

    private Task<SendMessageResponse> SendAsync(string url, string group, string body) => SendAsync(url, group, body, $"auto-{_next++}");

    private Task<SendMessageResponse> SendAsync(string url, string group, string body, string? id) =>
        Sqs.SendMessageAsync(
            new SendMessageRequest
            {
                QueueUrl = url,
                MessageBody = body,
                MessageGroupId = group,
                MessageDeduplicationId = id,
            }
        );
}
