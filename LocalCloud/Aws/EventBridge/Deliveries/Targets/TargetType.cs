namespace LocalCloud.Aws.EventBridge.Deliveries.Targets;

/// <summary>Calls a target once; null is success.</summary>
internal delegate ValueTask<DeliveryFailure?> Deliver(TargetCall call, CancellationToken cancellation);

/// <summary>A type of target: the ARNs that mean it and how it is called.</summary>
/// <param name="Service">id of the service that does the work; without it among the host's services the target is refused</param>
internal sealed record TargetType(string Service, Func<Arn, bool> Owns, Deliver DeliverAsync)
{
    /// <summary>It waits for somebody outside, seconds even: others are not to wait for it.</summary>
    public bool TakesTime { get; init; }
}
