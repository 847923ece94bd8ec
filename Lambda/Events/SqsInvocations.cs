using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Lambda.Runtime;
using Lambda.Tracing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Lambda.Events;

/// <summary>
/// Batches of SQS messages. Every message counts as failed until it is done, so none is lost by a bug or at the deadline; the answer
/// names those that have to come again, which the event source mapping must expect (FunctionResponseTypes: ReportBatchItemFailures).
/// https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting
/// </summary>
internal sealed partial class SqsInvocations(
    IServiceProvider services,
    LambdaEnvironment environment,
    LambdaOptions options,
    ILogger<SqsInvocations> logger
) : IInvocationHandler
{
    private readonly bool _hasHandler = services.GetService<IServiceProviderIsService>()?.IsService(typeof(ISqsRecordHandler)) is true;

    public bool Handles(JsonElement lambdaEvent) =>
        _hasHandler
        && lambdaEvent.ValueKind == JsonValueKind.Object
        && lambdaEvent.TryGetProperty("Records", out var records)
        && records.ValueKind == JsonValueKind.Array
        && records.GetArrayLength() > 0
        && records[0].String("eventSource") == "aws:sqs";

    public async Task HandleAsync(Invocation invocation, IInvocationAnswer answer, CancellationToken cancellationToken)
    {
        var records = invocation.Event.GetProperty("Records").EnumerateArray().Select(SqsRecord.From).ToList();
        using var span = FunctionSpans.Start(
            invocation,
            environment,
            $"{records[0].QueueName} process",
            FunctionSpans.PubSub,
            ActivityKind.Consumer,
            Senders(records)
        );
        span?.SetTag("messaging.system", "aws_sqs");
        span?.SetTag("messaging.destination.name", records[0].QueueName);
        span?.SetTag("messaging.operation.type", "process");
        span?.SetTag("messaging.batch.message_count", records.Count);
        var handler = services.GetRequiredService<ISqsRecordHandler>();
        var failed = new ConcurrentDictionary<string, bool>(records.Select(record => KeyValuePair.Create(record.MessageId, true)));
        if (records[0].IsFifo)
        {
            await HandleInOrderAsync(handler, records, failed, cancellationToken);
        }
        else
        {
            await HandleTogetherAsync(handler, records, failed, cancellationToken);
        }

        await answer.SendAsync(Answer(records.Where(record => failed.ContainsKey(record.MessageId))));
    }

    private async Task HandleTogetherAsync(
        ISqsRecordHandler handler,
        List<SqsRecord> records,
        ConcurrentDictionary<string, bool> failed,
        CancellationToken cancellationToken
    )
    {
        using var slots = new SemaphoreSlim(options.BatchConcurrency);
        await Task.WhenAll(
            records.Select(async record =>
            {
                await slots.WaitAsync(CancellationToken.None);
                try
                {
                    await TryHandleAsync(handler, record, failed, cancellationToken);
                }
                finally
                {
                    slots.Release();
                }
            })
        );
    }

    /// <summary>Stops at the first failure: what follows in its group must not overtake it.</summary>
    private async Task HandleInOrderAsync(
        ISqsRecordHandler handler,
        List<SqsRecord> records,
        ConcurrentDictionary<string, bool> failed,
        CancellationToken cancellationToken
    )
    {
        foreach (var record in records)
        {
            if (!await TryHandleAsync(handler, record, failed, cancellationToken))
            {
                LogStopped(failed.Count - 1);
                return;
            }
        }
    }

    private async Task<bool> TryHandleAsync(
        ISqsRecordHandler handler,
        SqsRecord record,
        ConcurrentDictionary<string, bool> failed,
        CancellationToken cancellationToken
    )
    {
        try
        {
            // What has not begun when time is up need not begin.
            cancellationToken.ThrowIfCancellationRequested();
            await handler.HandleAsync(record, cancellationToken);
            return failed.TryRemove(record.MessageId, out _);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            LogNoTime(record.MessageId, record.ReceiveCount);
        }
        catch (Exception exception)
        {
            LogFailed(exception, record.MessageId, record.ReceiveCount);
        }

        return false;
    }

    private static IEnumerable<ActivityLink> Senders(List<SqsRecord> records) =>
        records
            .Select(record =>
                record.MessageAttributes.TryGetValue("traceparent", out var parent)
                && ActivityContext.TryParse(parent, null, isRemote: true, out var context)
                    ? context
                    : XRay.Parse(record.Attributes.GetValueOrDefault("AWSTraceHeader"))
            )
            .Where(context => context != default)
            .Select(context => new ActivityLink(context));

    private static ReadOnlyMemory<byte> Answer(IEnumerable<SqsRecord> failed)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("batchItemFailures");
            foreach (var record in failed)
            {
                json.WriteStartObject();
                json.WriteString("itemIdentifier", record.MessageId);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    [LoggerMessage(LogLevel.Error, "Message {MessageId} failed (delivery {Delivery}); it comes back when it is visible again")]
    private partial void LogFailed(Exception exception, string messageId, int delivery);

    [LoggerMessage(
        LogLevel.Error,
        "Message {MessageId} (delivery {Delivery}) was not done before the function's time-out; it comes back after its visibility timeout"
    )]
    private partial void LogNoTime(string messageId, int delivery);

    [LoggerMessage(LogLevel.Warning, "{Count} messages after it in the FIFO queue's batch were not begun")]
    private partial void LogStopped(int count);
}
