namespace LocalCloud.Aws.EventBridge.Deliveries;

/// <summary>One call of a rule's target.</summary>
/// <param name="State">of the rule's account and region; the target's own are in its ARN</param>
/// <param name="Payload">what the target gets, as UTF-8</param>
internal sealed record EventCall(EventsState State, Delivery Delivery, byte[] Payload)
{
    public EventsService Service => State.Service;

    public Host Host => State.Service.Host;

    public string Target => Delivery.Target.Arn!;
}
