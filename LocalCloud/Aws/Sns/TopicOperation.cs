using System.Text.Json.Serialization.Metadata;
using LocalCloud.Aws.Sns.Subscriptions;
using LocalCloud.Aws.Sns.Topics;

namespace LocalCloud.Aws.Sns;

/// <summary>Operations on a topic or a subscription that an ARN names: they run in the state of the account that the ARN says.</summary>
internal static class TopicOperation
{
    public static Operation<SnsState, TRequest, TResponse> OnTopic<TRequest, TResponse>(
        string name,
        JsonTypeInfo<TRequest> request,
        JsonTypeInfo<TResponse> response,
        Func<TRequest, string?> arn,
        Func<Topic, TRequest, Context, Result<TResponse>> handle
    )
        where TRequest : class
        where TResponse : class => Define(name, request, response, arn, "TopicArn", handle);

    /// <summary>The same for operations that call the topic their resource.</summary>
    public static Operation<SnsState, TRequest, TResponse> OnResource<TRequest, TResponse>(
        string name,
        JsonTypeInfo<TRequest> request,
        JsonTypeInfo<TResponse> response,
        Func<TRequest, string?> arn,
        Func<Topic, TRequest, Context, Result<TResponse>> handle
    )
        where TRequest : class
        where TResponse : class => Define(name, request, response, arn, "ResourceArn", handle);

    public static Operation<SnsState, TRequest, TResponse> OnSubscription<TRequest, TResponse>(
        string name,
        JsonTypeInfo<TRequest> request,
        JsonTypeInfo<TResponse> response,
        Func<TRequest, string?> arn,
        Func<Subscription, TRequest, Context, Result<TResponse>> handle
    )
        where TRequest : class
        where TResponse : class => Operation<SnsState>.DefineAsync(name, request, response, async (state, input, context) =>
        {
            if (!Names.Subscription(arn(input), context.Scope).Ok(out var address, out var error))
                return error;
            if (Find(state, address.Scope) is not { } owner)
                return SnsErrors.NoSubscription;
            return await state
                .Service.Host.HandleAsync(owner, input, context, (s, i, c) =>
                    s.Topics.GetValueOrDefault(address.Topic)?.Find(address.Subscription!) is { } subscription
                        ? handle(subscription, i, c)
                        : SnsErrors.NoSubscription
                )
                .ConfigureAwait(false);
        });

    public static async ValueTask<Result<TResponse>> OnTopicAsync<TRequest, TResponse>(
        SnsState state,
        Address address,
        TRequest request,
        Context context,
        Func<Topic, TRequest, Context, Result<TResponse>> handle
    )
    {
        if (Find(state, address.Scope) is not { } owner)
            return SnsErrors.NoTopic;
        return await state
            .Service.Host.HandleAsync(owner, request, context, (s, input, c) =>
                s.Topics.TryGetValue(address.Topic, out var topic) ? handle(topic, input, c) : SnsErrors.NoTopic
            )
            .ConfigureAwait(false);
    }

    private static Operation<SnsState, TRequest, TResponse> Define<TRequest, TResponse>(
        string name,
        JsonTypeInfo<TRequest> request,
        JsonTypeInfo<TResponse> response,
        Func<TRequest, string?> arn,
        string parameter,
        Func<Topic, TRequest, Context, Result<TResponse>> handle
    )
        where TRequest : class
        where TResponse : class =>
        Operation<SnsState>.DefineAsync(name, request, response, (state, input, context) =>
            Names.Topic(arn(input), context.Scope, parameter).Ok(out var address, out var error)
                ? OnTopicAsync(state, address, input, context, handle)
                : new(error)
        );

    // An ARN must not make a state for an account that nobody has used.
    public static SnsState? Find(SnsState state, Scope scope) =>
        state.Scope == scope ? state : state.Service.States.Cast<SnsState>().FirstOrDefault(s => s.Scope == scope);
}
