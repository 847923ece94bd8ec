using LocalCloud.Aws.Sns.Subscriptions;

namespace LocalCloud.Aws.Sns.Operations;

internal sealed record ListSubscriptionsByTopicRequest(string? TopicArn, string? NextToken);

internal sealed record ListSubscriptionsResponse(List<ListedSubscription> Subscriptions, string? NextToken);

internal sealed record ListedSubscription(string SubscriptionArn, string Owner, string Protocol, string Endpoint, string TopicArn)
{
    public static Result<ListSubscriptionsResponse> Page(IEnumerable<Subscription> subscriptions, string? token) =>
        SnsErrors
            .Pages.ByKey(subscriptions.Where(s => !s.Row.Deleted), s => s.Row.Number.ToString("x16", null), token)
            .Ok(out var page, out var error)
            ? new ListSubscriptionsResponse([.. page.Items.Select(Of)], page.NextToken)
            : error;

    private static ListedSubscription Of(Subscription s) =>
        new(s.Row.Confirmed ? s.Arn : "PendingConfirmation", s.Row.Owner, s.Row.Protocol, s.Row.Endpoint, s.Topic.Arn);
}

internal static class ListSubscriptions
{
    public static readonly Operation<SnsState, ListRequest, ListSubscriptionsResponse> Definition = Operation<SnsState>
        .Define("ListSubscriptions", SnsJson.Default.ListRequest, SnsJson.Default.ListSubscriptionsResponse, Handle)
        .Lacking("subscriptions to topics of other accounts");

    private static Result<ListSubscriptionsResponse> Handle(SnsState state, ListRequest request, Context context) =>
        ListedSubscription.Page(
            state
                .Topics.Values.SelectMany(t => t.Subscriptions)
                .Where(s => s.Row.Owner == context.Scope.Account)
                .OrderBy(s => s.Row.Number),
            request.NextToken
        );
}

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
