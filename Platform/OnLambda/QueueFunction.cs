using Amazon.SQS;
using Lambda.Events;
using Microsoft.Extensions.Logging;
using Platform.Queue.Consuming;
using ServiceDefaults;

namespace Platform.OnLambda;

/// <summary>
/// Messages that Lambda received → the same handling as of those that a consumer received. What failed comes back after a wait that grows
/// with its deliveries, instead of the queue's visibility timeout; what can never be handled is done, once it is in the dead-letter
/// queue.
/// </summary>
internal sealed class QueueFunction<TDispatcher>(
    IAmazonSQS sqs,
    Func<string> queueUrl,
    DeadLetters deadLetters,
    TDispatcher dispatcher,
    QueueConsumerOptions options,
    ILogger<FailedMessages> logger
) : ISqsRecordHandler
    where TDispatcher : IMessageDispatcher
{
    private readonly Lazy<FailedMessages> _failed = new(() => new FailedMessages(sqs, queueUrl(), deadLetters, options, logger));

    public async Task HandleAsync(SqsRecord record, CancellationToken cancellationToken)
    {
        using var ids = WorkIds.Begin(logger);
        var message = new IncomingMessage(
            record.MessageId,
            record.Body,
            "aws_sqs",
            record.QueueName,
            record.ReceiveCount,
            record.MessageAttributes,
            record.Attributes.GetValueOrDefault("AWSTraceHeader"),
            record.ReceiptHandle
        );
        try
        {
            await dispatcher.DispatchAsync(message, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            if (!await _failed.Value.HandleAsync(message, exception))
            {
                throw;
            }
        }
    }
}
