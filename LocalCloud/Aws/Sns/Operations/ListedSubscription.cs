using LocalCloud.Aws.Sns.Subscriptions;

namespace LocalCloud.Aws.Sns.Operations;

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
