using Amazon.SQS;
using Amazon.SQS.Model;
using Microsoft.Extensions.Logging;
using Platform.Outages;
using ServiceDefaults;

namespace Platform.Queue.Consuming;

/// <summary>
/// What becomes of a message whose handling failed, whoever received it: back into the queue for a while that grows with its deliveries,
/// or, when trying again cannot help, to the dead-letter queue with the reason, once.
/// </summary>
internal sealed partial class FailedMessages(
    IAmazonSQS sqs,
    string queueUrl,
    DeadLetters deadLetters,
    QueueConsumerOptions options,
    ILogger logger
)
{
    /// <returns>True when the message has to be deleted: it is in the dead-letter queue.</returns>
    public async Task<bool> HandleAsync(IncomingMessage message, Exception exception)
    {
        using var quiet = Quiet.Begin();
        var kind = FailureKinds.Of(exception);
        if (kind == FailureKind.Unprocessable && await deadLetters.TryAddAsync(message, exception))
        {
            return true;
        }

        var wait = kind switch
        {
            FailureKind.Outage => Backoff.After(message.Delivery, options.FirstRetryInOutage, options.LongestRetry),
            _ => Backoff.After(message.Delivery, options.FirstRetry, options.LongestRetry),
        };
        if (kind == FailureKind.Outage)
        {
            LogPostponed(message.Id, message.Delivery, wait.TotalSeconds, exception.Message);
        }
        else
        {
            LogFailed(exception, message.Id, message.Delivery, wait.TotalSeconds);
        }

        await ReturnAsync(message, wait);
        return false;
    }

    /// <summary>Hidden for so long, then anybody's.</summary>
    public async Task ReturnAsync(IncomingMessage message, TimeSpan after)
    {
        try
        {
            var seconds = (int)Math.Ceiling(after.TotalSeconds);
            await sqs.ChangeMessageVisibilityAsync(new ChangeMessageVisibilityRequest(queueUrl, message.ReceiptHandle, seconds));
        }
        catch (Exception exception)
        {
            // It comes back anyway, when its visibility timeout ends.
            LogNotReturned(exception, message.Id);
        }
    }

    [LoggerMessage(LogLevel.Error, "Message {MessageId} failed (delivery {Delivery}); it is back in the queue in {Seconds:0} s")]
    private partial void LogFailed(Exception exception, string messageId, int delivery, double seconds);

    [LoggerMessage(LogLevel.Warning, "Message {MessageId} is postponed (delivery {Delivery}); it is back in {Seconds:0} s: {Reason}")]
    private partial void LogPostponed(string messageId, int delivery, double seconds, string reason);

    [LoggerMessage(LogLevel.Warning, "Message {MessageId} could not be returned to its queue; it comes back after its visibility timeout")]
    private partial void LogNotReturned(Exception exception, string messageId);
}
