using LocalCloud.Aws.Sns.Subscriptions;
using LocalCloud.Aws.Sns.Topics;

namespace LocalCloud.Aws.Sns.Operations;

internal sealed record ConfirmSubscriptionRequest(string? TopicArn, string? Token, string? AuthenticateOnUnsubscribe);

internal static class ConfirmSubscription
{
    public static readonly Operation<SnsState, ConfirmSubscriptionRequest, SubscriptionArnResponse> Definition =
        Operation<SnsState>.DefineAsync(
            "ConfirmSubscription",
            SnsJson.Default.ConfirmSubscriptionRequest,
            SnsJson.Default.SubscriptionArnResponse,
            HandleAsync
        );

    // Whoever visits the link has no signature, and so the region is the topic's.
    private static ValueTask<Result<SubscriptionArnResponse>> HandleAsync(
        SnsState state,
        ConfirmSubscriptionRequest request,
        Context context
    ) =>
        Names.Topic(request.TopicArn, Links.CallerOf(request.TopicArn, context)).Ok(out var address, out var error)
            ? TopicOperation.OnTopicAsync(state, address, request, context, Handle)
            : new(error);

    private static Result<SubscriptionArnResponse> Handle(Topic topic, ConfirmSubscriptionRequest request, Context context)
    {
        if (string.IsNullOrEmpty(request.Token))
            return SnsErrors.Invalid("Token Reason: no value for required parameter");
        if (topic.Subscriptions.FirstOrDefault(s => s.Row.Token == request.Token) is not { } subscription)
            return SnsErrors.Invalid("Token");
        var row = subscription.Row;
        if (row is { Confirmed: true, Deleted: false })
            return new SubscriptionArnResponse(subscription.Arn);
        if (row.Deleted && context.Now - row.Since >= Tokens.Lifetime)
            return SnsErrors.Invalid("Token");
        var signed = context.AccessKeyId is not null;
        subscription.Row = row with
        {
            Confirmed = true,
            Deleted = false,
            ConfirmationWasAuthenticated = signed,
            AuthenticateOnUnsubscribe =
                signed && string.Equals(request.AuthenticateOnUnsubscribe, "true", StringComparison.OrdinalIgnoreCase),
        };
        topic.State.Put(context.Changes, subscription);
        return new SubscriptionArnResponse(subscription.Arn);
    }
}
