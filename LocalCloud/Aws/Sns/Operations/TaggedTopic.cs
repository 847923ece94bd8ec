using LocalCloud.Aws.Sns.Topics;

namespace LocalCloud.Aws.Sns.Operations;

/// <summary>An answer without members that still has its element.</summary>
internal sealed record Empty;

/// <summary>Topics have tags.</summary>
internal static class TaggedTopic
{
    public static Result<TaggedResource> Find(SnsState state, string arn) =>
        state.Topics.Values.FirstOrDefault(topic => topic.Arn == arn) is { } topic
            ? new TaggedResource(TagMap.Of(topic.Row.Tags), (changes, tags) => Put(topic, TagMap.List(tags), changes))
            : SnsErrors.NoResource;

    public static AwsError? Check(List<ResourceTag>? tags) =>
        TagList.HasDuplicates(tags) ? SnsErrors.Invalid("Duplicated keys are not allowed.") : null;

    public static Result<Empty> Put(Topic topic, List<ResourceTag> tags, Changes changes)
    {
        topic.Row = topic.Row with { Tags = tags };
        topic.State.Put(changes, topic);
        return new Empty();
    }

    public static async ValueTask<Result<TResponse>> OnAsync<TRequest, TResponse>(
        SnsState state,
        TRequest request,
        string? arn,
        Context context,
        Func<Topic, TRequest, Context, Result<TResponse>> handle
    )
    {
        if (!Names.Topic(arn, context.Scope, "ResourceArn").Ok(out var address, out var error))
            return error;
        var result = await TopicOperation.OnTopicAsync(state, address, request, context, handle).ConfigureAwait(false);
        return result.Error == SnsErrors.NoTopic ? SnsErrors.NoResource : result;
    }
}
