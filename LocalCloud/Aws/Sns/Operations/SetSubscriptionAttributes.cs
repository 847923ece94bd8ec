using LocalCloud.Aws.Sns.Subscriptions;

namespace LocalCloud.Aws.Sns.Operations;

internal sealed record SetSubscriptionAttributesRequest(string? SubscriptionArn, string? AttributeName, string? AttributeValue);

internal static class SetSubscriptionAttributes
{
    public static readonly Operation<SnsState, SetSubscriptionAttributesRequest, Nothing> Definition = TopicOperation.OnSubscription(
        "SetSubscriptionAttributes",
        SnsJson.Default.SetSubscriptionAttributesRequest,
        CoreJson.Default.Nothing,
        r => r.SubscriptionArn,
        Handle
    );

    private static Result<Nothing> Handle(Subscription subscription, SetSubscriptionAttributesRequest request, Context context)
    {
        var value = request.AttributeValue ?? "";
        if (request.AttributeName is not { } name || !SubscriptionAttributes.IsKnown(name))
            return SnsErrors.Invalid("AttributeName");
        if (name == "ReplayPolicy" && value.Length > 0)
            return AwsError.NotSupported("SetSubscriptionAttributes", "Attribute ReplayPolicy");
        var attributes = SubscriptionAttributes.With(subscription.Row.Attributes, name, value);
        if (SubscriptionAttributes.Check(name, value, subscription.Row.Protocol, attributes, subscription.Topic) is { } reason)
            return SnsErrors.Invalid(reason);
        subscription.Row = subscription.Row with { Attributes = attributes };
        subscription.Topic.State.Put(context.Changes, subscription);
        return Nothing.Instance;
    }
}
