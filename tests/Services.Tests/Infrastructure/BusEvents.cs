using System.Text.Json;
using System.Text.Json.Nodes;
using Platform;
using Platform.Events;

namespace Services.Tests.Infrastructure;

/// <summary>Events as EventBridge writes them into a queue.</summary>
internal static class BusEvents
{
    public static string Write<TEvent>(Trace trace, TEvent domainEvent, string? eventId = null)
        where TEvent : IDomainEvent<TEvent> =>
        Write(trace, TEvent.Source, TEvent.DetailType, JsonSerializer.SerializeToNode(domainEvent, TEvent.Json), eventId);

    public static string Write(Trace trace, string source, string detailType, JsonNode? data, string? eventId = null)
    {
        var metadata = new EventMetadata(eventId ?? Guid.NewGuid().ToString(), TimeProvider.System.GetUtcNow(), "req-1", trace.Parent);
        return new JsonObject
        {
            ["version"] = "0",
            ["id"] = Guid.NewGuid().ToString(),
            ["detail-type"] = detailType,
            ["source"] = source,
            ["account"] = "000000000000",
            ["time"] = "2026-01-01T00:00:00Z",
            ["region"] = "us-east-1",
            ["resources"] = new JsonArray(),
            ["detail"] = JsonSerializer.SerializeToNode(
                new EventDetail(metadata, JsonSerializer.SerializeToElement(data)),
                PlatformJson.Default.EventDetail
            ),
        }.ToJsonString();
    }
}
