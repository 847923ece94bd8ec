using LocalCloud.Aws.Sns.Messages;
using LocalCloud.Aws.Sns.Subscriptions;

namespace LocalCloud.Aws.Sns.Operations;

internal sealed record SubscriptionRequest(string? SubscriptionArn);

internal static class Unsubscribe
{
    public static readonly Operation<SnsState, SubscriptionRequest, Nothing> Definition = Operation<SnsState>.DefineAsync(
        "Unsubscribe",
        SnsJson.Default.SubscriptionRequest,
        CoreJson.Default.Nothing,
        HandleAsync
    );

    private static async ValueTask<Result<Nothing>> HandleAsync(SnsState state, SubscriptionRequest request, Context context)
    {
        if (
            !Names
                .Subscription(request.SubscriptionArn, Links.CallerOf(request.SubscriptionArn, context))
                .Ok(out var address, out var error)
        )
            return error;
        var done = await TopicOperation
            .OnTopicAsync(state, address, request, context, (topic, _, c) =>
                topic.Find(address.Subscription!) is { } subscription ? Remove(subscription, c) : Nothing.Instance
            )
            .ConfigureAwait(false);
        // One that is not there counts as deleted.
        return done.Error is { } failed && failed != SnsErrors.NoTopic ? failed : Nothing.Instance;
    }

    private static Result<Nothing> Remove(Subscription subscription, Context context)
    {
        var signed = context.AccessKeyId is not null;
        if (subscription.Row.AuthenticateOnUnsubscribe && !signed)
            return SnsErrors.NotAuthorized(
                $"User: anonymous is not authorized to perform: SNS:Unsubscribe on resource: {subscription.Arn}"
            );
        var confirmed = subscription.Row.Confirmed;
        subscription.Row = subscription.Row with { Deleted = true, Since = context.Now, Token = Tokens.New() };
        subscription.Topic.State.Put(context.Changes, subscription);
        subscription.Topic.Forget(context.Changes);
        // An endpoint is told, so that it can undo what it did not mean; people who clicked on the link are, too.
        if (
            confirmed
            && (subscription.Row.Protocol is "http" or "https" || (!signed && Protocol.NeedsConfirmation(subscription.Row.Protocol)))
        )
            Publishing.Ask(subscription, PublishedMessage.UnsubscribeConfirmation, context.Changes);
        return Nothing.Instance;
    }
}
