using LocalCloud.Aws.EventBridge.Deliveries.Targets;

namespace LocalCloud.Aws.EventBridge.Deliveries;

/// <summary>One call of a target, whoever makes it: a rule, a schedule.</summary>
/// <param name="Scope">of the caller; the target's own is in its ARN</param>
/// <param name="Payload">what the target gets, as UTF-8</param>
internal sealed record TargetCall(Host Host, Scope Scope, string Arn, byte[] Payload)
{
    /// <summary>For FIFO queues and for fair ones.</summary>
    public string? MessageGroupId { get; init; }

    public HttpParameters? HttpParameters { get; init; }

    /// <summary>X-Ray's</summary>
    public string? TraceHeader { get; init; }

    /// <summary>The event that a rule has matched; a schedule has none.</summary>
    internal Delivery? Delivery { get; init; }

    internal SendToQueue SendToQueue { get; init; } = SqsTarget.Send;
}
