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

    private readonly IAmazonSQS _sqs;
    private readonly Func<string> _queueUrl;
    private readonly DeadLetters _deadLetters;
    private readonly IMessageDispatcher _dispatcher;
    private readonly OutageGates _gates;
    private readonly QueueConsumerOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<QueueConsumer> _logger;
    private readonly SemaphoreSlim _slots;
    private readonly ConcurrentDictionary<Task, bool> _running = new();
    private readonly CancellationTokenSource _handlers = new();

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
        (_sqs, _queueUrl, _deadLetters, _dispatcher, _gates) = (sqs, queueUrl, deadLetters, dispatcher, gates);
        (_options, _time, _logger) = (options, time, logger);
        _slots = new SemaphoreSlim(options.Concurrency);
    }

    public override void Dispose()
    {
        _handlers.Dispose();
        _slots.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var url = _queueUrl();
        var deleter = new MessageDeleter(_sqs, url, _logger);
        var failed = new FailedMessages(_sqs, url, _deadLetters, _options, _logger);
        var deleting = deleter.RunAsync();
        LogStarted(url);
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                var free = await TakeSlotsAsync(stoppingToken);
                await _gates.WaitAsync(stoppingToken);
                var messages = await ReceiveAsync(url, free, stoppingToken);
                if (messages.Count < free)
                {
                    _slots.Release(free - messages.Count);
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
        await _slots.WaitAsync(cancellationToken);
        var taken = 1;
        while (taken < MaxReceive && _slots.Wait(0, CancellationToken.None))
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
            WaitTimeSeconds = (int)_options.WaitTime.TotalSeconds,
            VisibilityTimeout = (int)_options.VisibilityTimeout.TotalSeconds,
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
                var wait = Backoff.After(attempt, _options.FirstProbe, _options.LongestProbe);

                // The timer stands when the line is written: who moves the clock by it moves far enough.
                var waiting = Task.Delay(wait, _time, cancellationToken);
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
        return (await _sqs.ReceiveMessageAsync(request, cancellationToken)).Messages ?? [];
    }

    private void Start(string url, Message message, MessageDeleter deleter, FailedMessages failed)
    {
        var work = ProcessAsync(url, message, deleter, failed);
        _running.TryAdd(work, true);
        _ = work.ContinueWith(done => _running.TryRemove(done, out _), TaskScheduler.Default);
    }

    private async Task ProcessAsync(string url, Message message, MessageDeleter deleter, FailedMessages failed)
    {
        await Task.Yield();
        using var ids = WorkIds.Begin(_logger);
        var incoming = IncomingMessage.From(message, QueueName.Of(url));
        try
        {
            if (!_gates.AreOpen)
            {
                // Received while the gate was closing
                await failed.ReturnAsync(incoming, Backoff.After(incoming.Delivery, _options.FirstRetryInOutage, _options.LongestRetry));
                return;
            }

            await using (new VisibilityHeartbeat(_sqs, url, message, _options.VisibilityTimeout, _time, _logger))
            {
                await _dispatcher.DispatchAsync(incoming, _handlers.Token);
            }

            deleter.Delete(message);
        }
        catch (OperationCanceledException) when (_handlers.IsCancellationRequested)
        {
            await failed.ReturnAsync(incoming, TimeSpan.Zero);
        }
        catch (Exception exception)
        {
            if (Outage.Of(exception) is { } dependency)
            {
                _gates.Close(dependency, exception);
            }

            if (await failed.HandleAsync(incoming, exception))
            {
                deleter.Delete(message);
            }
        }
        finally
        {
            _slots.Release();
        }
    }

    private async Task DrainAsync()
    {
        if (_running.IsEmpty)
        {
            return;
        }

        LogDraining(_running.Count, _options.Drain.TotalSeconds);
        using var limit = new CancellationTokenSource(_options.Drain, _time);
        await using var cancel = limit.Token.Register(_handlers.Cancel);
        await Task.WhenAll(_running.Keys);
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
