using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.Queue.Consuming;

namespace Platform.Events;

/// <summary>The detail of every event of ours: what happened, and what carries the trace and recognises a duplicate.</summary>
public sealed record EventDetail(EventMetadata Metadata, JsonElement Data);

/// <param name="EventId">The same in every delivery of this event.</param>
public sealed record EventMetadata(
    string EventId,
    DateTimeOffset OccurredAt,
    string? RequestId = null,
    string? Traceparent = null,
    string? Tracestate = null
);

/// <summary>
/// An event as EventBridge writes it into a queue: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html.
/// </summary>
public sealed record BusEvent(
    string Id,
    [property: JsonPropertyName("detail-type")] string DetailType,
    string Source,
    DateTimeOffset Time,
    JsonElement Detail
)
{
    /// <summary>The envelope; of an event from elsewhere, its bare detail with the bus's id and time.</summary>
    public EventDetail Open() =>
        Detail.ValueKind == JsonValueKind.Object && Detail.TryGetProperty("metadata", out _) && Detail.TryGetProperty("data", out _)
            ? MessageBody.Read(Detail, PlatformJson.Default.EventDetail, "an event's detail")
            : new EventDetail(new EventMetadata(Id, Time), Detail);
}
