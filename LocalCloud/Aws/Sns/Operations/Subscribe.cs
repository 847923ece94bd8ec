using LocalCloud.Aws.Sns.Messages;
using LocalCloud.Aws.Sns.Platform;
using LocalCloud.Aws.Sns.Subscriptions;
using LocalCloud.Aws.Sns.Topics;

namespace LocalCloud.Aws.Sns.Operations;

internal sealed record SubscribeRequest(
    string? TopicArn,
    string? Protocol,
    string? Endpoint,
    Dictionary<string, string>? Attributes,
    bool? ReturnSubscriptionArn
);

internal sealed record SubscriptionArnResponse(string SubscriptionArn);

internal static class Subscribe
{
    private const string Pending = "pending confirmation";

    public static readonly Operation<SnsState, SubscribeRequest, SubscriptionArnResponse> Definition = TopicOperation
        .OnTopic("Subscribe", SnsJson.Default.SubscribeRequest, SnsJson.Default.SubscriptionArnResponse, r => r.TopicArn, Handle)
        .Lacking("protocol firehose; replay of archives; throttle policies are kept, not applied");

    private static Result<SubscriptionArnResponse> Handle(Topic topic, SubscribeRequest request, Context context)
    {
        if (
            (Protocol.Check(request.Protocol, request.Endpoint, topic.IsFifo) ?? CheckDevice(topic, request) ?? Check(topic, request)) is
            { } error
        )
            return error;
        topic.Forget(context.Changes);
        var attributes = (request.Attributes ?? []).Aggregate(new Dictionary<string, string>(), (all, a) =>
            SubscriptionAttributes.With(all, a.Key, a.Value)
        );
        var same = topic.Subscriptions.FirstOrDefault(s =>
            !s.Row.Deleted && s.Row.Protocol == request.Protocol && s.Row.Endpoint == request.Endpoint
        );
        if (same is not null)
            return Existing(same, attributes, request, context);

        var confirmed = !Protocol.NeedsConfirmation(request.Protocol!);
        var subscription = new Subscription(
            topic,
            new()
            {
                Id = Guid.NewGuid().ToString(),
                Topic = topic.Name,
                Number = topic.State.NextNumber(),
                Protocol = request.Protocol!,
                Endpoint = request.Endpoint!,
                Owner = context.Scope.Account,
                Principal = Arn.RootOf(context.Scope.Account),
                Attributes = attributes,
                Confirmed = confirmed,
                ConfirmationWasAuthenticated = confirmed,
                Token = Tokens.New(),
                Since = context.Now,
            }
        );
        topic.State.Put(context.Changes, subscription);
        return Answer(subscription, request, context);
    }

    // To subscribe again is to ask again for confirmation.
    private static Result<SubscriptionArnResponse> Existing(
        Subscription subscription,
        Dictionary<string, string> attributes,
        SubscribeRequest request,
        Context context
    )
    {
        var present = SubscriptionAttributes.Of(subscription);
        foreach (var (name, value) in attributes)
            if (present.GetValueOrDefault(name) != value)
                return SnsErrors.Invalid("Attributes Reason: Subscription already exists with different attributes");
        if (!subscription.Row.Confirmed)
        {
            subscription.Row = subscription.Row with { Token = Tokens.New(), Since = context.Now };
            subscription.Topic.State.Put(context.Changes, subscription);
        }
        return Answer(subscription, request, context);
    }

    private static Result<SubscriptionArnResponse> Answer(Subscription subscription, SubscribeRequest request, Context context)
    {
        if (subscription.Row.Confirmed)
            return new SubscriptionArnResponse(subscription.Arn);
        Publishing.Ask(subscription, PublishedMessage.SubscriptionConfirmation, context.Changes);
        return new SubscriptionArnResponse(request.ReturnSubscriptionArn == true ? subscription.Arn : Pending);
    }

    // Those of another account cannot be looked up from here.
    private static AwsError? CheckDevice(Topic topic, SubscribeRequest request) =>
        request.Protocol == "application" && PlatformArns.Endpoint(topic.State, request.Endpoint).Error == PlatformArns.NoEndpoint
            ? SnsErrors.Invalid($"Endpoint Reason: Endpoint does not exist for endpoint {request.Endpoint}")
            : null;

    private static AwsError? Check(Topic topic, SubscribeRequest request)
    {
        foreach (var (name, value) in request.Attributes ?? [])
        {
            if (!SubscriptionAttributes.IsKnown(name))
                return SnsErrors.Invalid($"Attributes Reason: Unknown attribute {name}");
            if (name == "ReplayPolicy" && value.Length > 0)
                return AwsError.NotSupported("Subscribe", "Attribute ReplayPolicy");
            if (SubscriptionAttributes.Check(name, value, request.Protocol!, request.Attributes!, topic) is { } reason)
                return SnsErrors.Invalid($"Attributes Reason: {reason}");
        }
        return null;
    }
}
