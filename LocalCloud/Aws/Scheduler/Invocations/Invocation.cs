using System.Text.Json.Serialization;
using LocalCloud.Aws.Deliveries;

namespace LocalCloud.Aws.Scheduler.Invocations;

/// <summary>One occurrence of a schedule on its way to the target.</summary>
internal sealed record Invocation : PendingDelivery
{
    // A dead-letter queue has as long as the target had, and a day more
    private static readonly TimeSpan DeadLetterPatience = TimeSpan.FromDays(2);

    public required string Key { get; init; }

    /// <summary>group/name</summary>
    public required string Schedule { get; init; }
    public required string ScheduleArn { get; init; }

    /// <summary>The target as it was when the time came.</summary>
    public required Target Target { get; init; }

    /// <summary>The time that the schedule says.</summary>
    public DateTimeOffset Scheduled { get; init; }
    public required string ExecutionId { get; init; }

    /// <summary>What its age counts from.</summary>
    public DateTimeOffset Begun { get; init; }

    /// <summary>Somebody has asked for it, it is no occurrence of the schedule; null for those that are.</summary>
    public bool? IsByHand { get; init; }

    [JsonIgnore]
    public override string? DeadLetterQueue => Target.DeadLetterConfig?.Arn;

    public override Retry After(DeliveryFailure failure, DateTimeOffset now) => RetryRule.After(this, failure, now);

    public override DateTimeOffset? DeadLetterAgain(DateTimeOffset now) =>
        now - Begun < DeadLetterPatience ? now + RetryRule.Delay(this) : null;
}
