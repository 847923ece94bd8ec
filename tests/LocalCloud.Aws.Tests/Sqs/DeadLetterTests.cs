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
    [InlineData("""{"deadLetterTargetArn":"arn:aws:sqs:eu-west-1:123456789012:dead"}""", "Redrive policy does not contain mandatory attribute: maxReceiveCount.")]
    [InlineData("""{"deadLetterTargetArn":"arn:aws:sqs:eu-west-1:123456789012:dead","maxReceiveCount":0}""", "Invalid value for maxReceiveCount: 0, valid values are from 1 to 1000 both inclusive.")]
    [InlineData("""{"deadLetterTargetArn":"arn:aws:sqs:eu-west-1:123456789012:none","maxReceiveCount":3}""", "Dead letter target does not exist.")]
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
}
