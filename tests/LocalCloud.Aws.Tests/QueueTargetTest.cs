using Amazon.SQS.Model;

namespace LocalCloud.Aws.Tests;

/// <summary>A test of a service that sends to queues: what it has sent is looked at with SQS's client.</summary>
public abstract class QueueTargetTest : AwsTest
{
    protected static string QueueArn(string name, string account = Account, string region = Region) =>
        $"arn:aws:sqs:{region}:{account}:{name}";

    /// <summary>A queue; one whose name says so is FIFO.</summary>
    protected async Task<string> QueueAsync(string name, Dictionary<string, string>? attributes = null)
    {
        attributes ??= name.EndsWith(".fifo", StringComparison.Ordinal) ? new() { ["FifoQueue"] = "true" } : [];
        return (await Sqs.CreateQueueAsync(new CreateQueueRequest { QueueName = name, Attributes = attributes })).QueueUrl;
    }

    /// <summary>
    /// The next message, deleted; waits for it as long as a test may take, because the fake clock does not end the long poll.
    /// </summary>
    protected async Task<Message> ReceiveAsync(string queueUrl)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var answer = await Sqs.ReceiveMessageAsync(
            new ReceiveMessageRequest
            {
                QueueUrl = queueUrl,
                WaitTimeSeconds = 20,
                MaxNumberOfMessages = 1,
                MessageAttributeNames = ["All"],
                MessageSystemAttributeNames = ["All"],
            },
            patience.Token
        );
        var message = Assert.Single(answer.Messages);
        await Sqs.DeleteMessageAsync(queueUrl, message.ReceiptHandle, patience.Token);
        return message;
    }

    protected async Task<int> WaitingAsync(string queueUrl) =>
        (await Sqs.GetQueueAttributesAsync(queueUrl, ["ApproximateNumberOfMessages"])).ApproximateNumberOfMessages;
}
