namespace LocalCloud.Aws.Sns.Operations;

internal sealed record TopicRequest(string? TopicArn);

internal static class DeleteTopic
{
    public static readonly Operation<SnsState, TopicRequest, Nothing> Definition = Operation<SnsState>.DefineAsync(
        "DeleteTopic",
        SnsJson.Default.TopicRequest,
        CoreJson.Default.Nothing,
        HandleAsync
    );

    private static async ValueTask<Result<Nothing>> HandleAsync(SnsState state, TopicRequest request, Context context)
    {
        if (!Names.Topic(request.TopicArn, context.Scope).Ok(out var address, out var error))
            return error;
        var deleted = await TopicOperation
            .OnTopicAsync(state, address, request, context, (topic, _, c) =>
            {
                topic.State.Delete(c.Changes, topic);
                return (Result<Nothing>)Nothing.Instance;
            })
            .ConfigureAwait(false);
        // One that is not there counts as deleted.
        return deleted.Error is { } failed && failed != SnsErrors.NoTopic ? failed : Nothing.Instance;
    }
}
