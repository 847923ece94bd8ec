using System.Text.Json.Serialization;
using LocalCloud.Aws.Deliveries;

namespace LocalCloud.Aws.EventBridge.Deliveries;

/// <summary>One event for one target.</summary>
internal sealed record Delivery : PendingDelivery
{
    // A dead-letter queue has as long as the target had, and a day more
    private static readonly TimeSpan DeadLetterPatience = TimeSpan.FromDays(2);

    public required string Key { get; init; }
    public required string Bus { get; init; }
    public required string Rule { get; init; }
    public required string RuleArn { get; init; }

    /// <summary>the target as it was when the event matched</summary>
    public required Target Target { get; init; }
    public required string EventId { get; init; }
    public required byte[] Event { get; init; }
    public DateTimeOffset Received { get; init; }
    public string? TraceParent { get; init; }
    public string? TraceHeader { get; init; }
    public string? FromBus { get; init; }

    [JsonIgnore]
    public override string? DeadLetterQueue => Target.DeadLetterConfig?.Arn;

    public override Retry After(DeliveryFailure failure, DateTimeOffset now) =>
        RetrySchedule.Next(Target.RetryPolicy, Received, Attempts, Key, failure, now);

    public override DateTimeOffset? DeadLetterAgain(DateTimeOffset now) =>
        now - Received < DeadLetterPatience ? now + RetrySchedule.Delay(Key, Attempts) : null;
}
