using System.Diagnostics;
using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SQS.Model;
using Lambda.Events;
using OpenTelemetry;

/// <summary>
/// Takes messages from the queue, as Lambda does it on AWS: what is done is deleted, each on its own; what fails comes back when the
/// queue's visibility timeout is over, and in the end goes to the dead-letter queue.
/// </summary>
sealed class QueueWorker(
    IAmazonSQS sqs,
    ISqsRecordHandler handler,
    IConfiguration configuration,
    TimeProvider time,
    ILogger<QueueWorker> logger
) : BackgroundService
{
    // Below the visibility timeout: later somebody else may have the message
    static readonly TimeSpan Deadline = TimeSpan.FromSeconds(25);
    static readonly ActivitySource Source = new("Shop.Worker");

    readonly string queueUrl = configuration["AWS:Resources:OrderQueueUrl"]!;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.WhenAll((await ReceiveAsync(stoppingToken)).Select(message => HandleAsync(message, stoppingToken)));
            }
            catch (Exception e) when (e is AmazonServiceException or AmazonClientException or HttpRequestException)
            {
                logger.LogError(e, "SQS does not answer");
                await Task.Delay(TimeSpan.FromSeconds(1), time, stoppingToken);
            }
        }
    }

    async Task<List<Message>> ReceiveAsync(CancellationToken stoppingToken)
    {
        // Waiting for work is no trace
        using var quiet = SuppressInstrumentationScope.Begin();
        var request = new ReceiveMessageRequest(queueUrl)
        {
            MaxNumberOfMessages = 10,
            WaitTimeSeconds = 20,
            MessageAttributeNames = ["All"],
            MessageSystemAttributeNames = ["All"],
        };
        return (await sqs.ReceiveMessageAsync(request, stoppingToken)).Messages ?? [];
    }

    async Task HandleAsync(Message message, CancellationToken stoppingToken)
    {
        var record = ToRecord(message);
        var sender = record.MessageAttributes.GetValueOrDefault("traceparent");
        using var span = Source.StartActivity("fulfil order", ActivityKind.Consumer, sender);
        using var deadline = new CancellationTokenSource(Deadline, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, stoppingToken);
        try
        {
            await handler.HandleAsync(record, stop.Token);
            await sqs.DeleteMessageAsync(queueUrl, message.ReceiptHandle, stop.Token);
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            span?.SetStatus(ActivityStatusCode.Error, e.Message);
            logger.LogError(e, "Message {MessageId} failed in delivery {Delivery}", message.MessageId, record.ReceiveCount);
        }
    }

    static SqsRecord ToRecord(Message message) =>
        new(
            message.MessageId,
            message.Body,
            "",
            message.Attributes ?? [],
            message.MessageAttributes?.ToDictionary(attribute => attribute.Key, attribute => attribute.Value.StringValue) ?? [],
            message.ReceiptHandle
        );
}
