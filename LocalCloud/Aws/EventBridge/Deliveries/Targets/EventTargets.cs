using LocalCloud.Aws.Deliveries;
using LocalCloud.Aws.Deliveries.Targets;

namespace LocalCloud.Aws.EventBridge.Deliveries.Targets;

/// <summary>What a rule's target can be: queues, topics, functions, log groups, buses, which get the event itself, and API
/// destinations.</summary>
internal static class EventTargets
{
    private static readonly TargetKind[] Kinds = [QueueTarget.Kind, TopicTarget.Kind, FunctionTarget.Kind, LogGroupTarget.Kind];

    public static bool Has(Host host, Arn arn) =>
        BusTarget.Kind.Owns(arn)
        || ApiDestinationTarget.Owns(arn)
        || (Of(arn) is { } kind && host.Services.Any(service => service.Id == kind.Service));

    private static TargetKind? Of(Arn arn) => Array.Find(Kinds, kind => kind.Owns(arn));

    public static bool TakesTime(string target) => Arn.TryParse(target, out var arn) && ApiDestinationTarget.Owns(arn);

    /// <summary>null is success.</summary>
    public static async ValueTask<DeliveryFailure?> DeliverAsync(EventCall call, CancellationToken cancellation)
    {
        Arn.TryParse(call.Target, out var arn);
        if (BusTarget.Kind.Owns(arn))
            return await BusToBusTarget.DeliverAsync(call).ConfigureAwait(false);
        if (ApiDestinationTarget.Owns(arn))
            return await ApiDestinationTarget.DeliverAsync(call, arn, cancellation).ConfigureAwait(false);
        if (Of(arn) is null)
            return new("INVALID_PARAMETER", $"LocalCloud does not support targets like {call.Target}.", Retriable: false);
        var delivery = call.Delivery;
        var message = new TargetMessage(new(call.Payload))
        {
            Sender = new("events.amazonaws.com", delivery.RuleArn, call.State.Scope.Account),
            GroupId = delivery.Target.SqsParameters?.MessageGroupId,
            TraceHeader = delivery.TraceHeader,
        };
        return FailureCode.Of(await call.Service.Send(call.Host, call.Target, message, cancellation).ConfigureAwait(false));
    }
}
