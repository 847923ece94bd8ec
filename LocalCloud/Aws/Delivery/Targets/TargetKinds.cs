using LocalCloud.Aws.EventBridge;
using LocalCloud.Aws.Iam.Access;

namespace LocalCloud.Aws.Deliveries.Targets;

/// <summary>Sends a message to a target once; null is success. A test puts something else in its place to see targets fail.</summary>
/// <param name="arn">the target's</param>
internal delegate ValueTask<AwsError?> SendToTarget(Host host, string arn, TargetMessage message, CancellationToken cancellation);

/// <summary>Every kind of target that there is: a new one is a file beside this one, and a line here. Which of them a service takes, with
/// what payload and in what words it refuses the others, is the service's.</summary>
internal static class TargetKinds
{
    private static readonly TargetKind[] All =
    [
        QueueTarget.Kind,
        TopicTarget.Kind,
        FunctionTarget.Kind,
        BusTarget.Kind,
        LogGroupTarget.Kind,
        BucketTarget.Kind,
    ];

    public static TargetKind? Of(Arn arn) => Array.Find(All, kind => kind.Owns(arn));

    /// <summary>The answer of the target's service, and AccessDenied when the target's policy does not let the sender in.</summary>
    public static async ValueTask<AwsError?> SendAsync(Host host, string arn, TargetMessage message, CancellationToken cancellation)
    {
        if (!Arn.TryParse(arn, out var parsed) || Of(parsed) is not { } kind)
            return new("InvalidParameterValue", $"LocalCloud does not support targets like {arn}.");
        if (message.Sender is { } sender && DeliveryAccess.Refuse(host, sender.Principal, sender.Source, sender.Account, arn) is { } denied)
            return denied;
        return await kind.CallAsync(new(host, arn, parsed, message), cancellation).ConfigureAwait(false);
    }
}
