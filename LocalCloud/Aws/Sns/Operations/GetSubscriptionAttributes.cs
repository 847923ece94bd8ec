using LocalCloud.Aws.Sns.Subscriptions;

namespace LocalCloud.Aws.Sns.Operations;

internal static class GetSubscriptionAttributes
{
    public static readonly Operation<SnsState, SubscriptionRequest, AttributesResponse> Definition = TopicOperation.OnSubscription(
        "GetSubscriptionAttributes",
        SnsJson.Default.SubscriptionRequest,
        SnsJson.Default.AttributesResponse,
        r => r.SubscriptionArn,
        (subscription, _, _) => (Result<AttributesResponse>)new AttributesResponse(SubscriptionAttributes.Of(subscription))
    );
}
