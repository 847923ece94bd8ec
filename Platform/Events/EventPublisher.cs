using System.Diagnostics;
using System.Text.Json;
using Platform.Aws;
using Platform.Data.Entities;
using ServiceDefaults;

namespace Platform.Events;

/// <summary>Sends events of the outbox to the bus.</summary>
internal sealed class EventPublisher(EventBridgeClient eventBridge, AwsResources resources)
{
    /// <returns>For each message, in order: null when the bus has it, else why not.</returns>
    public async Task<IReadOnlyList<string?>> PublishAsync(IReadOnlyList<OutboxMessage> messages, CancellationToken cancellationToken)
    {
        var errors = new List<string?>(messages.Count);
        foreach (var chunk in messages.Chunk(EventBridgeClient.MaxEntries))
        {
            errors.AddRange(await PublishChunkAsync(chunk, cancellationToken));
        }

        return errors;
    }

    private async Task<IEnumerable<string?>> PublishChunkAsync(OutboxMessage[] chunk, CancellationToken cancellationToken)
    {
        var spans = chunk.Select(StartSpan).ToArray();
        try
        {
            // A call for one event belongs to that event's trace; a call for many belongs to none of theirs.
            Activity.Current = chunk.Length == 1 ? spans[0] : null;
            var entries = chunk.Zip(spans, Entry).ToArray();
            var response = await eventBridge.PutEventsAsync(entries, cancellationToken);
            return response
                .Entries.Zip(spans, (entry, span) =>
                {
                    var error = entry.EventId is null ? $"{entry.ErrorCode}: {entry.ErrorMessage}" : null;
                    span?.SetStatus(error is null ? ActivityStatusCode.Unset : ActivityStatusCode.Error, error);
                    return error;
                })
                .ToArray();
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            Array.ForEach(spans, span => span.Fail(exception));
            return Enumerable.Repeat(exception.Message, chunk.Length);
        }
        finally
        {
            Array.ForEach(spans, span => span?.Dispose());
        }
    }

    private Activity? StartSpan(OutboxMessage message)
    {
        var span = MessageTrace.StartProducer(
            Telemetry.Events,
            $"publish {message.Type}",
            message.TraceParent,
            message.TraceState,
            message.RequestId
        );
        span?.SetTag(Telemetry.Attributes.MessagingSystem, "aws_eventbridge");
        span?.SetTag(Telemetry.Attributes.MessagingDestination, resources.EventBusName);
        span?.SetTag(Telemetry.Attributes.EventType, message.Type);
        span?.SetTag(Telemetry.Attributes.EventSource, message.Source);
        span?.SetTag(Telemetry.Attributes.EventId, message.Id);
        return span;
    }

    private PutEventsEntry Entry(OutboxMessage message, Activity? span)
    {
        var metadata = new EventMetadata(
            message.Id.ToString(),
            message.OccurredAt,
            message.RequestId,
            span?.Id ?? message.TraceParent,
            span?.TraceStateString ?? message.TraceState
        );
        var detail = JsonSerializer.Serialize(new EventDetail(metadata, JsonElement.Parse(message.Data)), PlatformJson.Default.EventDetail);
        return new PutEventsEntry(
            resources.EventBusName,
            message.Source!,
            message.Type,
            detail,
            MessageTrace.XRayHeader(metadata.Traceparent)
        );
    }
}
