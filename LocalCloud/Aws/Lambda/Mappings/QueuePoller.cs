using System.Text;
using System.Text.Json.Nodes;
using LocalCloud.Aws.Lambda.Invoke;
using LocalCloud.Aws.Metering;
using LocalCloud.Aws.Sqs;

namespace LocalCloud.Aws.Lambda.Mappings;

/// <summary>
/// Takes messages from a queue by long polling, which inside of the emulator waits for the queue's signal, and runs the function with them.
/// While batches are worked on it takes the next ones, up to the concurrency that the mapping or this machine allows. A message is deleted
/// when the function has succeeded with it; else its visibility time-out brings it back, and the queue's redrive policy ends that.
/// </summary>
internal sealed partial class QueuePoller : IPoller
{
    private const int MostPayload = 6 << 20;
    public static readonly int MachineConcurrency = Math.Max(8, 2 * Environment.ProcessorCount);

    private readonly LambdaService _service;
    private readonly LambdaState _state;
    private readonly EventSourceMapping _mapping;
    private readonly Arn _queue;
    private readonly string _url;
    private readonly MappingFilter _filter;
    private readonly SemaphoreSlim _room;
    private readonly CancellationTokenSource _stop;
    private readonly Caller _caller;
    private readonly ILogger _log;

    private QueuePoller(LambdaService service, LambdaState state, EventSourceMapping mapping, CancellationToken stopping)
    {
        (_service, _state, _mapping) = (service, state, mapping);
        Arn.TryParse(mapping.EventSourceArn, out _queue);
        _url = $"{service.Host.Endpoint}/{_queue.Scope.Account}/{_queue.Resource}";
        _filter = new(mapping.FilterCriteria);
        _room = new(mapping.ScalingConfig?.MaximumConcurrency ?? MachineConcurrency);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        _caller = state.Caller(CallerKind.Poller, mapping.FunctionName, mapping.Qualifier);
        _log = service.Host.Loggers.CreateLogger<QueuePoller>();
    }

    private Host Host => _service.Host;

    public static QueuePoller Start(LambdaService service, LambdaState state, EventSourceMapping mapping, CancellationToken stopping)
    {
        var poller = new QueuePoller(service, state, mapping, stopping);
        poller.Ended = Task.Run(poller.PollAsync, CancellationToken.None);
        return poller;
    }

    public Task Ended { get; private set; } = Task.CompletedTask;

    public void Stop() => _stop.Cancel();

    private async Task PollAsync()
    {
        try
        {
            while (true)
            {
                await _room.WaitAsync(_stop.Token).ConfigureAwait(false);
                var batch = await CollectAsync().ConfigureAwait(false);
                _ = WorkAsync(batch);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested) { }
        catch (Exception e)
        {
            Collapsed(_log, _mapping.UUID, _mapping.EventSourceArn, e);
        }
    }

    /// <summary>At least one message; up to the batch size when the window gives them time to come.</summary>
    private async Task<List<ReceivedMessage>> CollectAsync()
    {
        var batch = new List<ReceivedMessage>();
        var size = 0;
        while (batch.Count == 0)
            await TakeAsync(batch, 20).ConfigureAwait(false);
        var end = Host.Time.GetUtcNow().AddSeconds(_mapping.MaximumBatchingWindowInSeconds);
        while (batch.Count < _mapping.BatchSize && (size = batch.Sum(m => m.Body.Bytes.Length)) < MostPayload)
        {
            var left = end - Host.Time.GetUtcNow();
            if (left <= TimeSpan.Zero)
                break;
            // A long poll waits in whole seconds
            var before = batch.Count;
            await TakeAsync(batch, (int)Math.Clamp(Math.Ceiling(left.TotalSeconds), 1, 20)).ConfigureAwait(false);
            if (batch.Count == before && Host.Time.GetUtcNow() >= end)
                break;
        }
        return batch;
    }

    private async Task TakeAsync(List<ReceivedMessage> batch, int seconds)
    {
        var received = await Host.InvokeAsync(
                _caller,
                _queue.Scope,
                ReceiveMessage.Definition,
                new ReceiveMessageRequest
                {
                    QueueUrl = _url,
                    MaxNumberOfMessages = Math.Min(10, _mapping.BatchSize - batch.Count),
                    WaitTimeSeconds = seconds,
                    MessageSystemAttributeNames = ["All"],
                    MessageAttributeNames = ["All"],
                },
                _stop.Token
            )
            .ConfigureAwait(false);
        if (received.Ok(out var answer, out _))
        {
            foreach (var message in answer.Messages ?? [])
                if (
                    _filter.TakesAll
                    || _filter.Takes(Encoding.UTF8.GetBytes(QueueRecord.Filtered(message, _mapping, _queue.Scope.Region).ToJsonString()))
                )
                    batch.Add(message);
                else
                    await DeleteAsync([message]).ConfigureAwait(false);
            return;
        }
        // The queue is gone, or a fault strikes: another look in a while
        await Task.Delay(TimeSpan.FromSeconds(Math.Max(seconds, 1)), Host.Time, _stop.Token).ConfigureAwait(false);
    }

    private async Task WorkAsync(List<ReceivedMessage> batch)
    {
        try
        {
            await RunAsync(batch).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested) { }
        catch (Exception e)
        {
            Failed(_log, _mapping.UUID, _mapping.EventSourceArn, e);
        }
        finally
        {
            _room.Release();
        }
    }

    private async Task RunAsync(List<ReceivedMessage> batch)
    {
        if (!_service.Invoker.Resolve(_state, _mapping.FunctionName, _mapping.Qualifier).Ok(out var target, out _))
            return; // Gone: the messages come back when somebody else is there for them
        var payload = new JsonObject
        {
            ["Records"] = new JsonArray([.. batch.Select(m => (JsonNode)QueueRecord.Of(m, _mapping, _queue.Scope.Region))]),
        };
        var run = await _service
            .Invoker.RunAsync(
                target,
                new(Encoding.UTF8.GetBytes(payload.ToJsonString()))
                {
                    XRayTraceHeader = batch.Count == 1 ? batch[0].Attributes?.GetValueOrDefault("AWSTraceHeader") : null,
                    TraceParent = QueueRecord.TraceParent(batch),
                },
                wait: true,
                _stop.Token
            )
            .ConfigureAwait(false);
        if (!run.Ok(out var result, out _) || result.FunctionError is not null)
            return;
        var done = _mapping.ReportsItems ? BatchResponse.Succeeded(batch, result.Payload) : batch;
        await DeleteAsync(done).ConfigureAwait(false);
    }

    private async Task DeleteAsync(List<ReceivedMessage> messages)
    {
        foreach (var ten in messages.Chunk(10))
            await Host.InvokeAsync(
                    _caller,
                    _queue.Scope,
                    DeleteMessageBatch.Definition,
                    new()
                    {
                        QueueUrl = _url,
                        Entries = [.. ten.Select((m, i) => new DeleteMessageBatchRequestEntry($"{i}", m.ReceiptHandle))],
                    },
                    CancellationToken.None
                )
                .ConfigureAwait(false);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Event source mapping {Mapping} of {Source} has ended unexpectedly")]
    private static partial void Collapsed(ILogger log, string mapping, string source, Exception e);

    [LoggerMessage(Level = LogLevel.Error, Message = "A batch of event source mapping {Mapping} of {Source} failed unexpectedly")]
    private static partial void Failed(ILogger log, string mapping, string source, Exception e);
}
