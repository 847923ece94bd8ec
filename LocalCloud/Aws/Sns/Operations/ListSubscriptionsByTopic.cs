namespace LocalCloud.Aws.Sns.Operations;

internal sealed record ListSubscriptionsByTopicRequest(string? TopicArn, string? NextToken);

internal static class ListSubscriptionsByTopic
{
    public static readonly Operation<SnsState, ListSubscriptionsByTopicRequest, ListSubscriptionsResponse> Definition =
        TopicOperation.OnTopic(
            "ListSubscriptionsByTopic",
            SnsJson.Default.ListSubscriptionsByTopicRequest,
            SnsJson.Default.ListSubscriptionsResponse,
            r => r.TopicArn,
            (topic, request, _) => ListedSubscription.Page(topic.Subscriptions, request.NextToken)
        );
}
