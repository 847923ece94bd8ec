using System.Text;
using Amazon.SQS;
using Amazon.SQS.Model;
using Microsoft.Extensions.Logging;
using Platform.Data;
using ServiceDefaults;

namespace Platform.Queue.Consuming;

/// <summary>
/// Puts messages that can never be handled into the dead-letter queue, as they are, with the reason beside them. SQS itself would do it
/// after all their deliveries, and without a reason.
/// </summary>
/// <param name="queueUrl">Asked for when there is something to put into it.</param>
internal sealed partial class DeadLetters(IAmazonSQS sqs, Func<string> queueUrl, ILogger<DeadLetters> logger)
{
    // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html
    private const int MaxAttributes = 10;
    private const int MaxReason = 1000;

    /// <summary>Sent, and then deleted: a crash in between leaves two of it, and never none.</summary>
    /// <returns>False when SQS did not take it.</returns>
    public async Task<bool> TryAddAsync(IncomingMessage message, Exception exception)
    {
        using var quiet = Quiet.Begin();
        var letter = new SendMessageRequest { MessageBody = message.Body, MessageAttributes = [] };
        foreach (var (name, value) in message.Attributes.Where(attribute => attribute.Value.Length > 0).Take(MaxAttributes - 2))
        {
            letter.MessageAttributes[name] = Text(value);
        }

        letter.MessageAttributes[MessageAttributes.DeadLetterReason] = Text(Reason(exception));
        letter.MessageAttributes[MessageAttributes.DeadLetterMessageId] = Text(message.Id);
        if (Size(letter) > SqsJobQueue.MaxBytes)
        {
            // A body that leaves no room: the log alone has the reason
            letter.MessageAttributes.Clear();
        }

        try
        {
            letter.QueueUrl = queueUrl();
            await sqs.SendMessageAsync(letter);
            LogAdded(exception, message.Id);
            return true;
        }
        catch (Exception failure)
        {
            LogNotAdded(failure, message.Id);
            return false;
        }
    }

    private static int Size(SendMessageRequest letter) =>
        Bytes(letter.MessageBody)
        + letter.MessageAttributes.Sum(attribute =>
            Bytes(attribute.Key) + Bytes(attribute.Value.DataType) + Bytes(attribute.Value.StringValue)
        );

    private static int Bytes(string text) => Encoding.UTF8.GetByteCount(text);

    private static MessageAttributeValue Text(string value) => new() { DataType = "String", StringValue = value };

    /// <summary>What SQS takes: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html.</summary>
    private static string Reason(Exception exception)
    {
        var text = exception.Message is { Length: > 0 } message ? message : exception.GetType().Name;
        return StoredText.Of(string.Concat(text.Select(c => char.IsControl(c) || c is '\uFFFE' or '\uFFFF' ? ' ' : c)), MaxReason);
    }

    [LoggerMessage(LogLevel.Error, "Message {MessageId} can never be handled; it is in the dead-letter queue")]
    private partial void LogAdded(Exception exception, string messageId);

    [LoggerMessage(LogLevel.Warning, "Message {MessageId} can never be handled, but the dead-letter queue did not take it; it comes back")]
    private partial void LogNotAdded(Exception exception, string messageId);
}
