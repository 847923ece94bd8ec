using Amazon.SQS;
using Amazon.SQS.Model;

namespace LocalCloud.Aws.Tests.Sqs;

public sealed class DeadLetterTests : SqsTest
{
    [Fact]
    public async Task A_message_received_too_often_goes_to_the_dead_letter_queue()
    {
        var dead = await QueueAsync("dead");
        var url = await QueueAsync("orders", ("RedrivePolicy", RedriveTo("dead", 2)));
        var id = await SendAsync(url, "poison");
        for (var i = 0; i < 2; i++)
            await ReceiveOneAsync(url, visibility: 0);

        Assert.Empty(await ReceiveAsync(url));

        var letter = await ReceiveOneAsync(dead);
        Assert.Equal((id, "poison"), (letter.MessageId, letter.Body));
        Assert.Equal($"arn:aws:sqs:{Region}:{Account}:orders", letter.Attributes["DeadLetterQueueSourceArn"]);
        Assert.Equal("3", letter.Attributes["ApproximateReceiveCount"]);
        Assert.Equal("0", (await AttributesAsync(url))["ApproximateNumberOfMessagesNotVisible"]);
    }

    [Fact]
    public async Task A_dead_letter_does_not_hold_up_those_behind_it()
    {
        await QueueAsync("dead");
        var url = await QueueAsync("orders", ("RedrivePolicy", RedriveTo("dead", 1)));
        await SendAsync(url, "poison");
        await ReceiveOneAsync(url, visibility: 0);
        await SendAsync(url, "good");

        Assert.Equal("good", Assert.Single(await ReceiveAsync(url)).Body);
    }

    [Theory]
    [InlineData("""{"maxReceiveCount":3}""", "Redrive policy does not contain mandatory attribute: deadLetterTargetArn.")]
    [InlineData(
        """{"deadLetterTargetArn":"arn:aws:sqs:eu-west-1:123456789012:dead"}""",
        "Redrive policy does not contain mandatory attribute: maxReceiveCount."
    )]
    [InlineData(
        """{"deadLetterTargetArn":"arn:aws:sqs:eu-west-1:123456789012:dead","maxReceiveCount":0}""",
        "Invalid value for maxReceiveCount: 0, valid values are from 1 to 1000 both inclusive."
    )]
    [InlineData(
        """{"deadLetterTargetArn":"arn:aws:sqs:eu-west-1:123456789012:none","maxReceiveCount":3}""",
        "Dead letter target does not exist."
    )]
    [InlineData("{}", "Redrive policy does not contain mandatory attribute: maxReceiveCount.")]
    [InlineData("""{"deadLetterTargetArn":"dead","maxReceiveCount":3}""", "Invalid value for deadLetterTargetArn.")]
    [InlineData(
        """{"deadLetterTargetArn":"arn:aws:sqs:eu-west-1:123456789012:dead","maxReceiveCount":1001}""",
        "Invalid value for maxReceiveCount: 1001, valid values are from 1 to 1000 both inclusive."
    )]
    [InlineData(
        """{"deadLetterTargetArn":"arn:aws:sqs:eu-west-1:123456789012:dead","maxReceiveCount":"many"}""",
        "Invalid value for maxReceiveCount: many, valid values are from 1 to 1000 both inclusive."
    )]
    [InlineData("nonsense", "Redrive policy is not a valid JSON map.")]
    public async Task A_redrive_policy_that_cannot_work_is_refused(string policy, string reason)
    {
        await QueueAsync("dead");

        var error = await FailsAsync<AmazonSQSException>(() => QueueAsync("orders", ("RedrivePolicy", policy)), "InvalidParameterValue");

        Assert.Equal($"Value {policy} for parameter RedrivePolicy is invalid. Reason: {reason}", error.Message);
    }

    [Fact]
    public async Task A_dead_letter_queue_that_allows_nobody_gets_nothing()
    {
        var dead = await QueueAsync("dead", ("RedriveAllowPolicy", """{"redrivePermission":"denyAll"}"""));
        var url = await QueueAsync("orders", ("RedrivePolicy", RedriveTo("dead", 1)));
        await SendAsync(url, "poison");
        await ReceiveOneAsync(url, visibility: 0);

        await ReceiveOneAsync(url, visibility: 0);

        Assert.Empty(await ReceiveAsync(dead));
    }

    [Fact]
    public async Task A_dead_letter_queue_knows_its_sources()
    {
        var dead = await QueueAsync("dead");
        await QueueAsync("b", ("RedrivePolicy", RedriveTo("dead", 1)));
        await QueueAsync("a", ("RedrivePolicy", RedriveTo("dead", 1)));
        await QueueAsync("c");

        var sources = await Sqs.ListDeadLetterSourceQueuesAsync(new ListDeadLetterSourceQueuesRequest { QueueUrl = dead });

        Assert.Equal(["a", "b"], sources.QueueUrls.Select(u => u.Split('/')[^1]));
    }

    [Theory]
    [InlineData("""{"redrivePermission":"allowAll"}""", true)]
    [InlineData("""{"redrivePermission":"byQueue","sourceQueueArns":["arn:aws:sqs:eu-west-1:123456789012:orders"]}""", true)]
    [InlineData("""{"redrivePermission":"byQueue","sourceQueueArns":["arn:aws:sqs:eu-west-1:123456789012:others"]}""", false)]
    [InlineData("""{"redrivePermission":"denyAll"}""", false)]
    public async Task The_dead_letter_queue_says_who_may_send_to_it(string policy, bool allowed)
    {
        var dead = await QueueAsync("dead", ("RedriveAllowPolicy", policy));
        var url = await QueueAsync("orders", ("RedrivePolicy", RedriveTo("dead", 1)));
        await SendAsync(url, "poison");
        await ReceiveOneAsync(url, visibility: 0);

        Assert.Equal(allowed ? 0 : 1, (await ReceiveAsync(url)).Count);
        Assert.Equal(allowed ? 1 : 0, (await ReceiveAsync(dead)).Count);
    }

    [Fact]
    public async Task A_dead_letter_of_a_standard_queue_is_as_old_as_when_it_was_sent()
    {
        var dead = await QueueAsync("dead", ("MessageRetentionPeriod", "120"));
        var url = await QueueAsync("orders", ("RedrivePolicy", RedriveTo("dead", 1)));
        await SendAsync(url, "poison");
        Clock.Advance(TimeSpan.FromSeconds(90));
        await ReceiveOneAsync(url, visibility: 0);
        Assert.Empty(await ReceiveAsync(url));
        Assert.Equal("1767225600000", (await ReceiveOneAsync(dead, visibility: 0)).Attributes["SentTimestamp"]);

        Clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Empty(await ReceiveAsync(dead));
    }

    [Fact]
    public async Task A_dead_letter_of_a_fifo_queue_begins_anew()
    {
        var dead = await QueueAsync("dead.fifo", ("FifoQueue", "true"), ("MessageRetentionPeriod", "120"));
        var url = await QueueAsync("orders.fifo", ("FifoQueue", "true"), ("RedrivePolicy", RedriveTo("dead.fifo", 1)));
        await Sqs.SendMessageAsync(
            new SendMessageRequest
            {
                QueueUrl = url,
                MessageBody = "poison",
                MessageGroupId = "a",
                MessageDeduplicationId = "d",
            }
        );
        Clock.Advance(TimeSpan.FromSeconds(90));
        await ReceiveOneAsync(url, visibility: 0);
        Assert.Empty(await ReceiveAsync(url));

        Clock.Advance(TimeSpan.FromSeconds(119));
        Assert.Equal("1767225690000", (await ReceiveOneAsync(dead, visibility: 0)).Attributes["SentTimestamp"]);
        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty(await ReceiveAsync(dead));
    }

    [Theory]
    [InlineData("dead", "orders.fifo")]
    [InlineData("dead.fifo", "orders")]
    public async Task A_dead_letter_queue_is_of_the_type_of_its_source(string dead, string source)
    {
        (string, string)[] Type(string name) => name.EndsWith(".fifo", StringComparison.Ordinal) ? [("FifoQueue", "true")] : [];
        await QueueAsync(dead, Type(dead));

        var error = await FailsAsync<AmazonSQSException>(
            () => QueueAsync(source, [.. Type(source), ("RedrivePolicy", RedriveTo(dead, 1))]),
            "InvalidParameterValue"
        );

        Assert.EndsWith("Reason: Dead-letter queue must be same type of queue as the source.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Receives_are_allowed_up_to_the_count_given_as_text_or_number()
    {
        var dead = await QueueAsync("dead");
        var url = await QueueAsync("orders", ("RedrivePolicy", RedriveTo("dead", 2).Replace(":2}", ":\"2\"}", StringComparison.Ordinal)));
        await SendAsync(url, "poison");

        Assert.Single(await ReceiveAsync(url, visibility: 0));
        Assert.Single(await ReceiveAsync(url, visibility: 0));
        Assert.Empty(await ReceiveAsync(url, visibility: 0));
        Assert.Single(await ReceiveAsync(dead));
    }

    [Fact]
    public async Task Sources_come_page_by_page()
    {
        var dead = await QueueAsync("dead");
        foreach (var name in new[] { "c", "a", "b" })
            await QueueAsync(name, ("RedrivePolicy", RedriveTo("dead", 1)));

        var first = await Sqs.ListDeadLetterSourceQueuesAsync(new ListDeadLetterSourceQueuesRequest { QueueUrl = dead, MaxResults = 2 });
        var second = await Sqs.ListDeadLetterSourceQueuesAsync(
            new ListDeadLetterSourceQueuesRequest
            {
                QueueUrl = dead,
                MaxResults = 2,
                NextToken = first.NextToken,
            }
        );

        Assert.Equal(["a", "b", "c"], first.QueueUrls.Concat(second.QueueUrls).Select(u => u.Split('/')[^1]));
        Assert.Null(second.NextToken);
    }
}
