using Amazon.SQS;
using Amazon.SQS.Model;

namespace LocalCloud.Aws.Tests.Sqs;

/// <summary>A receive whose answer was lost can be made again.</summary>
public sealed class ReceiveAttemptTests : SqsTest
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("localcloud-");

    protected override string? DataDirectory => _directory.FullName;

    [Fact]
    public async Task The_same_attempt_gets_the_same_messages_and_handles_and_counts_once()
    {
        var url = await FifoAsync("1", "2");

        var first = await AttemptAsync(url, "try");
        var second = await AttemptAsync(url, "try");

        Assert.Equal(["1", "2"], first.Select(m => m.Body));
        Assert.Equal(first.Select(m => m.ReceiptHandle), second.Select(m => m.ReceiptHandle));
        Assert.All(second, m => Assert.Equal("1", m.Attributes["ApproximateReceiveCount"]));
        await Sqs.DeleteMessageAsync(url, first[0].ReceiptHandle);
    }

    [Fact]
    public async Task Another_attempt_gets_what_the_first_has_left()
    {
        var url = await FifoAsync("1", "2");
        await AttemptAsync(url, "try");

        Assert.Empty(await AttemptAsync(url, "other"));
        Assert.Empty(await ReceiveAsync(url));
    }

    [Fact]
    public async Task A_retry_hides_the_messages_anew()
    {
        var url = await FifoAsync("1");
        await AttemptAsync(url, "try");
        Clock.Advance(TimeSpan.FromSeconds(20));
        await AttemptAsync(url, "try");

        Clock.Advance(TimeSpan.FromSeconds(29));
        Assert.Empty(await ReceiveAsync(url));
        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("2", (await ReceiveOneAsync(url)).Attributes["ApproximateReceiveCount"]);
    }

    [Fact]
    public async Task After_the_visibility_timeout_it_is_another_receive()
    {
        var url = await FifoAsync("1");
        var first = await AttemptAsync(url, "try");
        Clock.Advance(TimeSpan.FromSeconds(30));

        var second = Assert.Single(await AttemptAsync(url, "try"));

        Assert.NotEqual(first[0].ReceiptHandle, second.ReceiptHandle);
        Assert.Equal("2", second.Attributes["ApproximateReceiveCount"]);
    }

    [Fact]
    public async Task After_five_minutes_the_attempt_is_forgotten()
    {
        var url = await FifoAsync("1");
        Assert.Single(await AttemptAsync(url, "try", visibility: 1000));
        Clock.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromSeconds(1));
        Assert.Single(await AttemptAsync(url, "try", visibility: 1000));

        Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Empty(await AttemptAsync(url, "try", visibility: 1000));
    }

    [Theory]
    [InlineData("deleted")]
    [InlineData("hidden for longer")]
    [InlineData("shown again")]
    [InlineData("purged")]
    public async Task Messages_that_have_changed_since_cannot_be_received_again(string how)
    {
        var url = await FifoAsync("1", "2");
        var first = await AttemptAsync(url, "try");
        await (
            how switch
            {
                "deleted" => (Task)Sqs.DeleteMessageAsync(url, first[1].ReceiptHandle),
                "hidden for longer" => Sqs.ChangeMessageVisibilityAsync(url, first[1].ReceiptHandle, 100),
                "shown again" => Sqs.ChangeMessageVisibilityAsync(url, first[1].ReceiptHandle, 0),
                _ => Sqs.PurgeQueueAsync(url),
            }
        );
        Clock.Advance(TimeSpan.FromSeconds(1));

        var error = await FailsAsync<AmazonSQSException>(() => AttemptAsync(url, "try"), "InvalidParameterValue");

        Assert.Equal(
            "Value try for parameter ReceiveRequestAttemptId is invalid. "
                + "Reason: The receiveRequestAttemptId is not valid anymore since the receive call is not retryable.",
            error.Message
        );
    }

    [Fact]
    public async Task An_attempt_can_be_repeated_after_a_restart()
    {
        var url = await FifoAsync("1", "2");
        var first = await AttemptAsync(url, "try");

        await RestartAsync();

        Assert.Equal(first.Select(m => m.ReceiptHandle), (await AttemptAsync(url, "try")).Select(m => m.ReceiptHandle));
    }

    [Fact]
    public async Task An_attempt_that_got_nothing_is_none()
    {
        var url = await FifoAsync();
        Assert.Empty(await AttemptAsync(url, "try"));
        await SendAsync(url, "1");

        Assert.Single(await AttemptAsync(url, "try"));
    }

    [Fact]
    public async Task A_standard_queue_takes_the_parameter_and_does_nothing_with_it()
    {
        var url = await QueueAsync("standard");
        await base.SendAsync(url, "1");

        Assert.Single(await AttemptAsync(url, "try"));
        Assert.Empty(await AttemptAsync(url, "try"));
    }

    [Theory]
    [InlineData("with space")]
    [InlineData("")]
    public async Task An_id_of_other_characters_is_refused(string id)
    {
        var url = await FifoAsync();

        await FailsAsync<AmazonSQSException>(() => AttemptAsync(url, id), "InvalidParameterValue");
    }

    private async Task<string> FifoAsync(params string[] bodies)
    {
        var url = await QueueAsync("orders.fifo", ("FifoQueue", "true"), ("ContentBasedDeduplication", "true"));
        foreach (var body in bodies)
            await SendAsync(url, body);
        return url;
    }

    private Task SendAsync(string url, string body) =>
        Sqs.SendMessageAsync(
            new SendMessageRequest
            {
                QueueUrl = url,
                MessageBody = body,
                MessageGroupId = "a",
            }
        );

    private async Task<List<Message>> AttemptAsync(string url, string id, int? visibility = null) =>
        (
            await Sqs.ReceiveMessageAsync(
                new ReceiveMessageRequest
                {
                    QueueUrl = url,
                    MaxNumberOfMessages = 10,
                    VisibilityTimeout = visibility,
                    ReceiveRequestAttemptId = id,
                    MessageSystemAttributeNames = ["All"],
                }
            )
        ).Messages
        ?? [];
}
