using Amazon.SQS;
using Amazon.SQS.Model;

namespace LocalCloud.Aws.Tests.Sqs;

public sealed class ReceivingTests : SqsTest
{
    [Fact]
    public async Task A_message_not_deleted_in_time_becomes_visible_again()
    {
        var url = await QueueAsync();
        await SendAsync(url, "work");
        var first = await ReceiveOneAsync(url);

        Clock.Advance(TimeSpan.FromSeconds(29));
        Assert.Empty(await ReceiveAsync(url));
        Clock.Advance(TimeSpan.FromSeconds(1));

        var second = await ReceiveOneAsync(url);
        Assert.Equal(first.MessageId, second.MessageId);
        Assert.NotEqual(first.ReceiptHandle, second.ReceiptHandle);
    }

    [Fact]
    public async Task Receives_are_counted_and_the_first_is_remembered()
    {
        var url = await QueueAsync();
        await SendAsync(url, "work");
        Clock.Advance(TimeSpan.FromSeconds(2));
        await ReceiveOneAsync(url);
        Clock.Advance(TimeSpan.FromSeconds(30));

        var attributes = (await ReceiveOneAsync(url)).Attributes;

        Assert.Equal("2", attributes["ApproximateReceiveCount"]);
        Assert.Equal("1767225600000", attributes["SentTimestamp"]);
        Assert.Equal("1767225602000", attributes["ApproximateFirstReceiveTimestamp"]);
        Assert.Equal(Account, attributes["SenderId"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task System_attributes_are_understood_in_the_old_parameter_and_the_new(bool old)
    {
        var url = await QueueAsync();
        await SendAsync(url, "work");
        List<string> names = ["ApproximateReceiveCount"];

#pragma warning disable CS0618 // the old parameter is what is tested
        var received = await Sqs.ReceiveMessageAsync(
            old
                ? new ReceiveMessageRequest { QueueUrl = url, AttributeNames = names }
                : new ReceiveMessageRequest { QueueUrl = url, MessageSystemAttributeNames = names }
        );
#pragma warning restore CS0618

        Assert.Equal("ApproximateReceiveCount", Assert.Single(received.Messages[0].Attributes).Key);
    }

    [Fact]
    public async Task A_deleted_message_does_not_come_back_and_can_be_deleted_twice()
    {
        var url = await QueueAsync();
        await SendAsync(url, "work");
        var message = await ReceiveOneAsync(url);

        await Sqs.DeleteMessageAsync(url, message.ReceiptHandle);
        await Sqs.DeleteMessageAsync(url, message.ReceiptHandle);

        Clock.Advance(TimeSpan.FromHours(1));
        Assert.Empty(await ReceiveAsync(url));
    }

    [Fact]
    public async Task The_handle_of_an_earlier_receive_deletes_nothing()
    {
        var url = await QueueAsync();
        await SendAsync(url, "work");
        var first = await ReceiveOneAsync(url, visibility: 0);
        await ReceiveOneAsync(url, visibility: 0);

        await Sqs.DeleteMessageAsync(url, first.ReceiptHandle);

        Assert.Equal("3", (await ReceiveOneAsync(url)).Attributes["ApproximateReceiveCount"]);
    }

    [Fact]
    public async Task A_handle_deletes_also_after_the_time_is_over_if_nobody_received_since()
    {
        var url = await QueueAsync();
        await SendAsync(url, "work");
        var message = await ReceiveOneAsync(url);
        Clock.Advance(TimeSpan.FromMinutes(1));

        await Sqs.DeleteMessageAsync(url, message.ReceiptHandle);

        Assert.Empty(await ReceiveAsync(url));
    }

    [Fact]
    public async Task A_receipt_handle_that_is_none_is_refused()
    {
        var url = await QueueAsync("orders");
        await SendAsync(url, "work");
        var elsewhere = await ReceiveOneAsync(url);

        var error = await FailsAsync<ReceiptHandleIsInvalidException>(() => Sqs.DeleteMessageAsync(url, "abc"), "ReceiptHandleIsInvalid");
        Assert.Equal("The input receipt handle \"abc\" is not a valid receipt handle.", error.Message);
        var other = await QueueAsync("other");
        await FailsAsync<ReceiptHandleIsInvalidException>(
            () => Sqs.DeleteMessageAsync(other, elsewhere.ReceiptHandle),
            "ReceiptHandleIsInvalid"
        );
    }

    [Fact]
    public async Task Visibility_can_be_shortened_and_prolonged()
    {
        var url = await QueueAsync();
        await SendAsync(url, "work");
        var message = await ReceiveOneAsync(url);

        await Sqs.ChangeMessageVisibilityAsync(url, message.ReceiptHandle, 100);
        Clock.Advance(TimeSpan.FromSeconds(99));
        Assert.Empty(await ReceiveAsync(url));

        await Sqs.ChangeMessageVisibilityAsync(url, message.ReceiptHandle, 0);
        Assert.Equal("2", (await ReceiveOneAsync(url)).Attributes["ApproximateReceiveCount"]);
    }

    [Fact]
    public async Task Visibility_cannot_go_beyond_twelve_hours_in_all()
    {
        var url = await QueueAsync();
        await SendAsync(url, "work");
        var message = await ReceiveOneAsync(url);
        Clock.Advance(TimeSpan.FromSeconds(2));

        var error = await FailsAsync<AmazonSQSException>(
            () => Sqs.ChangeMessageVisibilityAsync(url, message.ReceiptHandle, 43_199),
            "InvalidParameterValue"
        );

        Assert.Equal(
            "Value 43199 for parameter VisibilityTimeout is invalid. Reason: Total VisibilityTimeout for the message is beyond the limit "
                + "[43200 seconds].",
            error.Message
        );
    }

    [Fact]
    public async Task Visibility_can_be_changed_when_its_time_is_over()
    {
        var url = await QueueAsync();
        await SendAsync(url, "work");
        var message = await ReceiveOneAsync(url, visibility: 5);
        Clock.Advance(TimeSpan.FromSeconds(5));

        await Sqs.ChangeMessageVisibilityAsync(url, message.ReceiptHandle, 10);

        Assert.Empty(await ReceiveAsync(url));
        Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("2", Assert.Single(await ReceiveAsync(url)).Attributes["ApproximateReceiveCount"]);
    }

    [Fact]
    public async Task The_handle_of_an_earlier_receive_changes_nothing_and_is_accepted()
    {
        var url = await QueueAsync();
        await SendAsync(url, "work");
        var earlier = await ReceiveOneAsync(url, visibility: 0);
        await ReceiveOneAsync(url, visibility: 30);

        await Sqs.ChangeMessageVisibilityAsync(url, earlier.ReceiptHandle, 0);

        Assert.Empty(await ReceiveAsync(url));
    }

    [Fact]
    public async Task Visibility_of_a_message_that_is_gone_cannot_be_changed()
    {
        var url = await QueueAsync();
        await SendAsync(url, "work");
        var message = await ReceiveOneAsync(url);

        await Sqs.DeleteMessageAsync(url, message.ReceiptHandle);
        var error = await FailsAsync<AmazonSQSException>(
            () => Sqs.ChangeMessageVisibilityAsync(url, message.ReceiptHandle, 10),
            "InvalidParameterValue"
        );
        Assert.EndsWith(
            "Reason: Message does not exist or is not available for visibility timeout change.",
            error.Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(0, null, null, "Value 0 for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided.")]
    [InlineData(11, null, null, "Value 11 for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided.")]
    [InlineData(1, 21, null, "Value 21 for parameter WaitTimeSeconds is invalid. Reason: Must be >= 0 and <= 20, if provided.")]
    [InlineData(1, null, 43201, "Value 43201 for parameter VisibilityTimeout is invalid. Reason: Must be >= 0 and <= 43200, if provided.")]
    public async Task A_receive_out_of_range_is_refused(int max, int? wait, int? visibility, string message)
    {
        var url = await QueueAsync();

        var error = await FailsAsync<AmazonSQSException>(() => StartReceiveAsync(url, max, wait, visibility), "InvalidParameterValue");

        Assert.Equal(message, error.Message);
    }

    [Fact]
    public async Task Messages_come_in_the_order_in_which_they_were_sent()
    {
        var url = await QueueAsync();
        for (var i = 0; i < 12; i++)
            await SendAsync(url, $"{i}");

        var bodies = (await ReceiveAsync(url)).Concat(await ReceiveAsync(url)).Select(m => m.Body);

        Assert.Equal(Enumerable.Range(0, 12).Select(i => $"{i}"), bodies);
    }

    [Fact]
    public async Task A_long_poll_ends_when_a_message_is_sent()
    {
        var url = await QueueAsync();
        var poll = StartReceiveAsync(url, wait: 20);
        await SendAsync(url, "at last");

        Assert.Equal("at last", Assert.Single((await poll).Messages).Body);
    }

    [Fact]
    public async Task A_long_poll_ends_empty_when_its_time_is_over()
    {
        var url = await QueueAsync();
        var poll = StartReceiveAsync(url, wait: 20);
        await PollsAsync(url, 1);

        Clock.Advance(TimeSpan.FromSeconds(20));

        Assert.Null((await poll).Messages);
    }

    [Fact]
    public async Task A_long_poll_gets_a_message_whose_delay_ends()
    {
        var url = await QueueAsync();
        await SendAsync(url, "delayed", delay: 10);
        var poll = StartReceiveAsync(url, wait: 20);
        await PollsAsync(url, 1);

        Clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal("delayed", Assert.Single((await poll).Messages).Body);
    }

    [Fact]
    public async Task A_long_poll_gets_a_message_that_becomes_visible_again()
    {
        var url = await QueueAsync("orders", ("VisibilityTimeout", "5"), ("ReceiveMessageWaitTimeSeconds", "20"));
        await SendAsync(url, "again");
        await ReceiveOneAsync(url);
        var poll = StartReceiveAsync(url);
        await PollsAsync(url, 1);

        Clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal("2", Assert.Single((await poll).Messages).Attributes["ApproximateReceiveCount"]);
    }

    [Fact]
    public async Task Each_of_many_long_polls_gets_one_of_as_many_messages()
    {
        var url = await QueueAsync();
        var polls = Enumerable.Range(0, 10).Select(_ => StartReceiveAsync(url, max: 1, wait: 20)).ToList();
        await PollsAsync(url, 10);

        for (var i = 0; i < 10; i++)
            await SendAsync(url, $"{i}");

        var bodies = (await Task.WhenAll(polls)).Select(r => Assert.Single(r.Messages).Body);
        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"{i}"), bodies.Order());
    }

    [Fact]
    public async Task A_long_poll_whose_caller_has_gone_takes_nothing()
    {
        var url = await QueueAsync();
        using var gone = new CancellationTokenSource();
        var poll = Sqs.ReceiveMessageAsync(new ReceiveMessageRequest { QueueUrl = url, WaitTimeSeconds = 20 }, gone.Token);
        await PollsAsync(url, 1);

        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => poll);
        await PollsAsync(url, 0);
        await SendAsync(url, "for somebody else");

        Assert.Equal("1", (await ReceiveOneAsync(url)).Attributes["ApproximateReceiveCount"]);
    }

    [Fact]
    public async Task A_long_poll_on_a_queue_that_is_deleted_hears_of_it()
    {
        var url = await QueueAsync();
        var poll = StartReceiveAsync(url, wait: 20);
        await PollsAsync(url, 1);

        await Sqs.DeleteQueueAsync(url);

        await Assert.ThrowsAsync<QueueDoesNotExistException>(() => poll);
    }
}
