namespace Platform.Data.Entities;

/// <summary>A domain event that no handler knows: kept until somebody writes one.</summary>
public sealed class UnroutedEvent
{
    public required string EventId { get; init; }

    public required string Source { get; init; }

    public required string DetailType { get; init; }

    /// <summary>The event's detail, JSON.</summary>
    public required string Detail { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }
}
