using Lambda.Events;
using Platform.Queue.Consuming;

namespace Platform.OnLambda;

/// <summary>Messages that Lambda received → the same handling as of those that a consumer received.</summary>
internal sealed class QueueFunction<TDispatcher>(TDispatcher dispatcher) : ISqsRecordHandler where TDispatcher : IMessageDispatcher
{
    public Task HandleAsync(SqsRecord record, CancellationToken cancellationToken) => dispatcher.DispatchAsync(
        new IncomingMessage(
            record.MessageId, record.Body, "aws_sqs", record.QueueName, record.ReceiveCount, record.MessageAttributes, record.Attributes.GetValueOrDefault("AWSTraceHeader")),
        cancellationToken);
}
