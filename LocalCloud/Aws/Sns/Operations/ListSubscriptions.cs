namespace LocalCloud.Aws.Sns.Operations;

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
