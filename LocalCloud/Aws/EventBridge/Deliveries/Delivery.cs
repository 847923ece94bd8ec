namespace LocalCloud.Aws.EventBridge.Deliveries;

/// <summary>One event for one target, kept until it has been delivered, dead-lettered or dropped.</summary>
internal sealed record Delivery
{
    public required string Key { get; init; }
    public required string Bus { get; init; }
    public required string Rule { get; init; }
    public required string RuleArn { get; init; }

    /// <summary>the target as it was when the event matched</summary>
    public required Target Target { get; init; }
    public required string EventId { get; init; }
    public required byte[] Event { get; init; }
    public DateTimeOffset Received { get; init; }

    /// <summary>when it is to be tried next</summary>
    public DateTimeOffset Due { get; init; }

    /// <summary>how often it was tried</summary>
    public int Attempts { get; init; }

    /// <summary>Set when the target was given up: what is left is to reach the dead-letter queue.</summary>
    public DeliveryFailure? DeadLetter { get; init; }
    public string? TraceParent { get; init; }
    public string? TraceHeader { get; init; }
    public string? FromBus { get; init; }
}
