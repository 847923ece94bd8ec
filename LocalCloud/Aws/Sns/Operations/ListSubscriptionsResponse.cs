namespace LocalCloud.Aws.Sns.Operations;

internal sealed record ListSubscriptionsResponse(List<ListedSubscription> Subscriptions, string? NextToken);
