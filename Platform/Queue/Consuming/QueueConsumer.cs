using System.Collections.Concurrent;
using Amazon.SQS;
using Amazon.SQS.Model;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;

namespace Platform.Queue.Consuming;

/// <summary>
/// Works off one queue: long polls, never takes more than it can start at once, keeps running messages hidden, deletes what is
/// done in batches. At shutdown it stops receiving, lets running handlers finish, and returns what it could not finish.
/// </summary>
internal sealed partial class QueueConsumer : BackgroundService
{
    // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html
    private const int MaxReceive = 10;
    private static readonly TimeSpan ReceiveRetry = TimeSpan.FromSeconds(1);

    private readonly IAmazonSQS sqs;
    private readonly Func<string> queueUrl;
    private readonly IMessageDispatcher dispatcher;
    private readonly QueueConsumerOptions options;
    private readonly TimeProvider time;
    private readonly ILogger<QueueConsumer> logger;
    private readonly SemaphoreSlim slots;
    private readonly ConcurrentDictionary<Task, bool> running = new();
    private readonly CancellationTokenSource handlers = new();

    /// <param name="queueUrl">Asked for when the consumer starts, not before: a host without configuration can still be built.</param>
    public QueueConsumer(
        IAmazonSQS sqs, Func<string> queueUrl, IMessageDispatcher dispatcher, QueueConsumerOptions options, TimeProvider time, ILogger<QueueConsumer> logger)
    {
        (this.sqs, this.queueUrl, this.dispatcher, this.options, this.time, this.logger) = (sqs, queueUrl, dispatcher, options, time, logger);
        slots = new SemaphoreSlim(options.Concurrency);
    }

    public override void Dispose()
    {
        handlers.Dispose();
        slots.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var url = queueUrl();
        var deleter = new MessageDeleter(sqs, url, logger);
        var deleting = deleter.RunAsync();
        LogStarted(url);
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                var free = await TakeSlotsAsync(stoppingToken);
                var messages = await ReceiveAsync(url, free, stoppingToken);
                if (messages.Count < free)
                {
                    slots.Release(free - messages.Count);
                }

                foreach (var message in messages)
                {
                    Start(url, message, deleter);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }

        await DrainAsync();
        deleter.Complete();
        await deleting;
    }

    /// <summary>Waits for one free slot and takes all that are free, up to what one receive can fill.</summary>
    private async Task<int> TakeSlotsAsync(CancellationToken cancellationToken)
    {
        await slots.WaitAsync(cancellationToken);
        var taken = 1;
        while (taken < MaxReceive && slots.Wait(0, CancellationToken.None))
        {
            taken++;
        }

        return taken;
    }

    private async Task<List<Message>> ReceiveAsync(string url, int max, CancellationToken cancellationToken)
    {
        var request = new ReceiveMessageRequest(url)
        {
            MaxNumberOfMessages = max,
            WaitTimeSeconds = (int)options.WaitTime.TotalSeconds,
            VisibilityTimeout = (int)options.VisibilityTimeout.TotalSeconds,
            MessageAttributeNames = ["All"],
            MessageSystemAttributeNames = ["All"],
        };
        using var quiet = SuppressInstrumentationScope.Begin();
        while (true)
        {
            try
            {
                return (await sqs.ReceiveMessageAsync(request, cancellationToken)).Messages ?? [];
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                LogReceiveFailed(exception, url);
                await Task.Delay(ReceiveRetry, time, cancellationToken);
            }
        }
    }

    private void Start(string url, Message message, MessageDeleter deleter)
    {
        var work = ProcessAsync(url, message, deleter);
        running.TryAdd(work, true);
        _ = work.ContinueWith(done => running.TryRemove(done, out _), TaskScheduler.Default);
    }

    private async Task ProcessAsync(string url, Message message, MessageDeleter deleter)
    {
        await Task.Yield();
        try
        {
            await using (new VisibilityHeartbeat(sqs, url, message, options.VisibilityTimeout, time, logger))
            {
                await dispatcher.DispatchAsync(IncomingMessage.From(message, QueueName.Of(url)), handlers.Token);
            }

            deleter.Delete(message);
        }
        catch (OperationCanceledException) when (handlers.IsCancellationRequested)
        {
            await ReturnAsync(url, message, TimeSpan.Zero);
        }
        catch (Exception exception)
        {
            var wait = RetryAfter(message.ReceiveCount());
            LogFailed(exception, message.MessageId, message.ReceiveCount(), wait.TotalSeconds);
            await ReturnAsync(url, message, wait);
        }
        finally
        {
            slots.Release();
        }
    }

    private TimeSpan RetryAfter(int receiveCount)
    {
        var wait = options.FirstRetry * Math.Pow(2, Math.Clamp(receiveCount - 1, 0, 20));
        return wait < options.LongestRetry ? wait : options.LongestRetry;
    }

    private async Task ReturnAsync(string url, Message message, TimeSpan after)
    {
        try
        {
            await sqs.ChangeMessageVisibilityAsync(new ChangeMessageVisibilityRequest(url, message.ReceiptHandle, (int)Math.Ceiling(after.TotalSeconds)));
        }
        catch (Exception exception)
        {
            // It comes back anyway, when its visibility timeout ends.
            LogNotReturned(exception, message.MessageId);
        }
    }

    private async Task DrainAsync()
    {
        if (running.IsEmpty)
        {
            return;
        }

        LogDraining(running.Count, options.Drain.TotalSeconds);
        using var limit = new CancellationTokenSource(options.Drain, time);
        await using var cancel = limit.Token.Register(handlers.Cancel);
        await Task.WhenAll(running.Keys);
    }

    [LoggerMessage(LogLevel.Information, "Receiving from {QueueUrl}")]
    private partial void LogStarted(string queueUrl);

    [LoggerMessage(LogLevel.Warning, "Receiving from {QueueUrl} failed; trying again")]
    private partial void LogReceiveFailed(Exception exception, string queueUrl);

    [LoggerMessage(LogLevel.Error, "Message {MessageId} failed (delivery {Delivery}); it is back in the queue in {Seconds} s")]
    private partial void LogFailed(Exception exception, string messageId, int delivery, double seconds);

    [LoggerMessage(LogLevel.Warning, "Message {MessageId} could not be returned to its queue; it comes back after its visibility timeout")]
    private partial void LogNotReturned(Exception exception, string messageId);

    [LoggerMessage(LogLevel.Information, "Stopping: {Count} messages in work have {Seconds} s to finish")]
    private partial void LogDraining(int count, double seconds);
}
