using Amazon.SQS;
using Amazon.SQS.Model;
using Microsoft.Extensions.Logging;
using ServiceDefaults;

namespace Platform.Queue.Consuming;

/// <summary>Keeps a message hidden for as long as this lives, by renewing its visibility timeout every third of it.</summary>
internal sealed partial class VisibilityHeartbeat : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _beating;
    private readonly ILogger _logger;

    public VisibilityHeartbeat(
        IAmazonSQS sqs,
        string queueUrl,
        Message message,
        TimeSpan visibilityTimeout,
        TimeProvider time,
        ILogger logger
    )
    {
        _logger = logger;
        _beating = BeatAsync(sqs, queueUrl, message, visibilityTimeout, time, _stop.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _beating;
        _stop.Dispose();
    }

    private async Task BeatAsync(
        IAmazonSQS sqs,
        string queueUrl,
        Message message,
        TimeSpan visibilityTimeout,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        using var quiet = Quiet.Begin();
        using var timer = new PeriodicTimer(visibilityTimeout / 3, time);
        var request = new ChangeMessageVisibilityRequest(queueUrl, message.ReceiptHandle, (int)visibilityTimeout.TotalSeconds);
        while (true)
        {
            try
            {
                await timer.WaitForNextTickAsync(cancellationToken);

                // Never broken off: SQS could still act on it, after the message has been returned, and hide it again.
                await sqs.ChangeMessageVisibilityAsync(request, CancellationToken.None);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // Another worker may get the message too: that is why effects are idempotent.
                LogNotRenewed(exception, message.MessageId);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The visibility timeout of message {MessageId} could not be renewed")]
    private partial void LogNotRenewed(Exception exception, string messageId);
}
