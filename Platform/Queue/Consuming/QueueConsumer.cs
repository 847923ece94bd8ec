using System.Collections.Concurrent;
using Amazon.SQS;
using Amazon.SQS.Model;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Platform.Outages;
using ServiceDefaults;

namespace Platform.Queue.Consuming;

/// <summary>
/// Works off one queue: long polls, never takes more than it can start at once, keeps running messages hidden, deletes what is done in
/// batches. Receives nothing while a dependency of its handlers is away. At shutdown it stops receiving, lets running handlers finish,
/// and returns what it could not finish.
/// </summary>
internal sealed partial class QueueConsumer : BackgroundService
{
    // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html
    private const int MaxReceive = 10;

    private readonly IAmazonSQS sqs;
    private readonly Func<string> queueUrl;
    private readonly DeadLetters deadLetters;
    private readonly IMessageDispatcher dispatcher;
    private readonly OutageGates gates;
    private readonly QueueConsumerOptions options;
    private readonly TimeProvider time;
    private readonly ILogger<QueueConsumer> logger;
    private readonly SemaphoreSlim slots;
    private readonly ConcurrentDictionary<Task, bool> running = new();
    private readonly CancellationTokenSource handlers = new();

    /// <param name="queueUrl">Asked for when the consumer starts, not before: a host without configuration can still be built.</param>
    public QueueConsumer(
        IAmazonSQS sqs,
        Func<string> queueUrl,
        DeadLetters deadLetters,
        IMessageDispatcher dispatcher,
        OutageGates gates,
        QueueConsumerOptions options,
        TimeProvider time,
        ILogger<QueueConsumer> logger
    )
    {
        (this.sqs, this.queueUrl, this.deadLetters, this.dispatcher, this.gates) = (sqs, queueUrl, deadLetters, dispatcher, gates);
        (this.options, this.time, this.logger) = (options, time, logger);
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
        var failed = new FailedMessages(sqs, url, deadLetters, options, logger);
        var deleting = deleter.RunAsync();
        LogStarted(url);
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                var free = await TakeSlotsAsync(stoppingToken);
                await gates.WaitAsync(stoppingToken);
                var messages = await ReceiveAsync(url, free, stoppingToken);
                if (messages.Count < free)
                {
                    slots.Release(free - messages.Count);
                }

                foreach (var message in messages)
                {
                    Start(url, message, deleter, failed);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { }

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
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var messages = await PollAsync(request, cancellationToken);
                if (attempt > 1)
                {
                    LogReceivesAgain(url, attempt - 1);
                }

                return messages;
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                var wait = Backoff.After(attempt, options.FirstProbe, options.LongestProbe);

                // The timer stands when the line is written: who moves the clock by it moves far enough.
                var waiting = Task.Delay(wait, time, cancellationToken);
                if (attempt == 1)
                {
                    LogReceiveFailed(exception, url, wait.TotalSeconds);
                }
                else
                {
                    LogWaiting(url, wait.TotalSeconds, exception.Message);
                }

                await waiting;
            }
        }
    }

    /// <summary>No span for a long poll, which mostly is empty: that of each message continues its sender's trace.</summary>
    private async Task<List<Message>> PollAsync(ReceiveMessageRequest request, CancellationToken cancellationToken)
    {
        using var quiet = Quiet.Begin();
        return (await sqs.ReceiveMessageAsync(request, cancellationToken)).Messages ?? [];
    }

    private void Start(string url, Message message, MessageDeleter deleter, FailedMessages failed)
    {
        var work = ProcessAsync(url, message, deleter, failed);
        running.TryAdd(work, true);
        _ = work.ContinueWith(done => running.TryRemove(done, out _), TaskScheduler.Default);
    }

    private async Task ProcessAsync(string url, Message message, MessageDeleter deleter, FailedMessages failed)
    {
        await Task.Yield();
        using var ids = WorkIds.Begin(logger);
        var incoming = IncomingMessage.From(message, QueueName.Of(url));
        try
        {
            if (!gates.AreOpen)
            {
                // Received while the gate was closing
                await failed.ReturnAsync(incoming, Backoff.After(incoming.Delivery, options.FirstRetryInOutage, options.LongestRetry));
                return;
            }

            await using (new VisibilityHeartbeat(sqs, url, message, options.VisibilityTimeout, time, logger))
            {
                await dispatcher.DispatchAsync(incoming, handlers.Token);
            }

            deleter.Delete(message);
        }
        catch (OperationCanceledException) when (handlers.IsCancellationRequested)
        {
            await failed.ReturnAsync(incoming, TimeSpan.Zero);
        }
        catch (Exception exception)
        {
            if (Outage.Of(exception) is { } dependency)
            {
                gates.Close(dependency, exception);
            }

            if (await failed.HandleAsync(incoming, exception))
            {
                deleter.Delete(message);
            }
        }
        finally
        {
            slots.Release();
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

    [LoggerMessage(LogLevel.Warning, "Receiving from {QueueUrl} failed; it is tried again in {Seconds} s")]
    private partial void LogReceiveFailed(Exception exception, string queueUrl, double seconds);

    [LoggerMessage(LogLevel.Debug, "Receiving from {QueueUrl} is tried again in {Seconds} s: {Reason}")]
    private partial void LogWaiting(string queueUrl, double seconds, string reason);

    [LoggerMessage(LogLevel.Warning, "Receiving from {QueueUrl} goes on, after {Attempts} attempts")]
    private partial void LogReceivesAgain(string queueUrl, int attempts);

    [LoggerMessage(LogLevel.Information, "Stopping: {Count} messages in work have {Seconds} s to finish")]
    private partial void LogDraining(int count, double seconds);
}
