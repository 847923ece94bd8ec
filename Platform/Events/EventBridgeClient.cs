using System.Text.Json.Serialization;
using Platform.Aws;
using Platform.Aws.Minimal;

namespace Platform.Events;

/// <summary>EventBridge's PutEvents: https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html.</summary>
internal sealed class EventBridgeClient(AwsEndpoint endpoint)
    : MinimalAwsClient(endpoint.ApplyTo(new MinimalAwsConfig("EventBridge", "events", "events")), endpoint.Credentials)
{
    /// <summary>At most this many entries go into one call.</summary>
    public const int MaxEntries = 10;

    public Task<PutEventsResponse> PutEventsAsync(IReadOnlyList<PutEventsEntry> entries, CancellationToken cancellationToken) =>
        SendAsync(
            "PutEvents",
            "/",
            "AWSEvents.PutEvents",
            new PutEventsRequest(entries),
            EventBridgeJson.Default.PutEventsRequest,
            EventBridgeJson.Default.PutEventsResponse,
            cancellationToken
        );
}

internal sealed record PutEventsRequest(IReadOnlyList<PutEventsEntry> Entries);

internal sealed record PutEventsEntry(string EventBusName, string Source, string DetailType, string Detail, string? TraceHeader);

internal sealed record PutEventsResponse(int FailedEntryCount, IReadOnlyList<PutEventsResult> Entries);

/// <summary>In the order of the request: an id, or an error for this entry alone.</summary>
internal sealed record PutEventsResult(string? EventId, string? ErrorCode, string? ErrorMessage);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PutEventsRequest))]
[JsonSerializable(typeof(PutEventsResponse))]
internal sealed partial class EventBridgeJson : JsonSerializerContext;
