using System.Globalization;
using System.Threading.Channels;
using Amazon.SQS;
using Amazon.SQS.Model;
using Microsoft.Extensions.Logging;
using ServiceDefaults;

namespace Platform.Queue.Consuming;

/// <summary>Deletes messages in batches of what has come together while the call before was under way: no wait when it is quiet.</summary>
internal sealed partial class MessageDeleter(IAmazonSQS sqs, string queueUrl, ILogger logger)
{
    private const int MaxEntries = 10;
    private const int MaxAttempts = 3;

    private readonly Channel<Message> _done = Channel.CreateUnbounded<Message>(new UnboundedChannelOptions { SingleReader = true });

    public void Delete(Message message) => _done.Writer.TryWrite(message);

    /// <summary>Nothing more will come; <see cref="RunAsync"/> ends when everything is deleted.</summary>
    public void Complete() => _done.Writer.Complete();

    public async Task RunAsync()
    {
        using var quiet = Quiet.Begin();
        while (await _done.Reader.WaitToReadAsync())
        {
            var batch = new List<Message>(MaxEntries);
            while (batch.Count < MaxEntries && _done.Reader.TryRead(out var message))
            {
                batch.Add(message);
            }

            await DeleteBatchAsync(batch);
        }
    }

    private async Task DeleteBatchAsync(List<Message> batch)
    {
        for (var attempt = 1; batch.Count > 0; attempt++)
        {
            try
            {
                var entries = batch
                    .Select(
                        (message, i) => new DeleteMessageBatchRequestEntry(i.ToString(CultureInfo.InvariantCulture), message.ReceiptHandle)
                    )
                    .ToList();
                var response = await sqs.DeleteMessageBatchAsync(new DeleteMessageBatchRequest(queueUrl, entries));
                batch = [.. (response.Failed ?? []).Select(failure => batch[int.Parse(failure.Id, CultureInfo.InvariantCulture)])];
            }
            catch (Exception exception) when (attempt < MaxAttempts)
            {
                LogRetry(exception, batch.Count);
            }
            catch (Exception exception)
            {
                LogGivenUp(exception, batch.Count);
                return;
            }

            if (attempt == MaxAttempts && batch.Count > 0)
            {
                LogGivenUp(null, batch.Count);
                return;
            }
        }
    }

    [LoggerMessage(LogLevel.Information, "{Count} messages could not be deleted; trying again")]
    private partial void LogRetry(Exception exception, int count);

    [LoggerMessage(LogLevel.Warning, "{Count} messages that are done could not be deleted; they will be delivered again")]
    private partial void LogGivenUp(Exception? exception, int count);
}
