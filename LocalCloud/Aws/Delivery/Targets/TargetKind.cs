using LocalCloud.Aws.EventBridge;

namespace LocalCloud.Aws.Deliveries.Targets;

/// <summary>Calls a target once; null is success.</summary>
internal delegate ValueTask<AwsError?> CallTarget(TargetCall call, CancellationToken cancellation);

/// <summary>A kind of target: the ARNs that mean it, and how it is called.</summary>
/// <param name="Service">the ARN's service part, which is the id of the service that does the work</param>
/// <param name="Resource">how the ARN's resource part begins</param>
internal sealed record TargetKind(string Service, string Resource, CallTarget CallAsync)
{
    public bool Owns(Arn arn) => arn.Service == Service && arn.Resource.StartsWith(Resource, StringComparison.Ordinal);
}

/// <param name="Text">the ARN as it was given</param>
internal sealed record TargetCall(Host Host, string Text, Arn Arn, TargetMessage Message)
{
    /// <summary>In which the call is made.</summary>
    public Scope Scope => Message.Scope ?? Arn.Scope;
}
