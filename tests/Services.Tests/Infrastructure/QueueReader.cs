using System.Text.Json;
using Amazon.SQS;
using Amazon.SQS.Model;

namespace Services.Tests.Infrastructure;

internal static class QueueReader
{
    /// <summary>The next message of a queue, deleted; fails when none comes within 20 s.</summary>
    public static async Task<Message> TakeAsync(this IAmazonSQS sqs, string queueUrl)
    {
        var message = await sqs.TryTakeAsync(queueUrl, 20);
        Assert.True(message is not null, $"No message came into {queueUrl}");
        return message;
    }

    /// <summary>The next message, deleted, or null when none comes in time.</summary>
    public static async Task<Message?> TryTakeAsync(this IAmazonSQS sqs, string queueUrl, int seconds)
    {
        var response = await sqs.ReceiveMessageAsync(
            new ReceiveMessageRequest(queueUrl)
            {
                WaitTimeSeconds = seconds,
                MaxNumberOfMessages = 1,
                MessageAttributeNames = ["All"],
                MessageSystemAttributeNames = ["All"],
            }
        );
        if (response.Messages is not [var message])
        {
            return null;
        }

        await sqs.DeleteMessageAsync(queueUrl, message.ReceiptHandle);
        return message;
    }

    public static JsonElement Json(this Message message) => JsonElement.Parse(message.Body);
}
