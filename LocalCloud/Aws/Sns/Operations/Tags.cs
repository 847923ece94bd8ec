using LocalCloud.Aws.Sns.Topics;

namespace LocalCloud.Aws.Sns.Operations;

internal sealed record TagResourceRequest(string? ResourceArn, List<Tag>? Tags);

internal sealed record UntagResourceRequest(string? ResourceArn, List<string>? TagKeys);

internal sealed record ResourceRequest(string? ResourceArn);

internal sealed record ListTagsForResourceResponse(List<Tag> Tags);

/// <summary>An answer without members that still has its element.</summary>
internal sealed record Empty;

internal static class TagResource
{
    public static readonly Operation<SnsState, TagResourceRequest, Empty> Definition = Operation<SnsState>.DefineAsync(
        "TagResource",
        SnsJson.Default.TagResourceRequest,
        SnsJson.Default.Empty,
        (state, request, context) => Tags.OnAsync(state, request, request.ResourceArn, context, (topic, r, c) =>
            {
                if (Tags.Check(r.Tags) is { } error)
                    return error;
                var tags = Tags.Merge(topic.Row.Tags, r.Tags);
                if (tags.Count > Tags.Most)
                    return new AwsError("TagLimitExceeded", "Could not complete request: tag quota of per resource exceeded");
                topic.Row = topic.Row with { Tags = tags };
                topic.State.Put(c.Changes, topic);
                return (Result<Empty>)new Empty();
            }),
        Must.Member<TagResourceRequest>("resourceArn", r => r.ResourceArn).Required().Length(1, 1011),
        Must.Member<TagResourceRequest>("tags", r => r.Tags).Required(),
        Must.Each<TagResourceRequest, Tag>("tags", r => r.Tags, Tags.Constraints)
    );
}

internal static class UntagResource
{
    public static readonly Operation<SnsState, UntagResourceRequest, Empty> Definition = Operation<SnsState>.DefineAsync(
        "UntagResource",
        SnsJson.Default.UntagResourceRequest,
        SnsJson.Default.Empty,
        (state, request, context) => Tags.OnAsync(state, request, request.ResourceArn, context, (topic, r, c) =>
            {
                topic.Row = topic.Row with { Tags = [.. topic.Row.Tags.Where(t => !r.TagKeys!.Contains(t.Key!))] };
                topic.State.Put(c.Changes, topic);
                return (Result<Empty>)new Empty();
            }),
        Must.Member<UntagResourceRequest>("resourceArn", r => r.ResourceArn).Required().Length(1, 1011),
        Must.Member<UntagResourceRequest>("tagKeys", r => r.TagKeys).Required()
    );
}

internal static class ListTagsForResource
{
    public static readonly Operation<SnsState, ResourceRequest, ListTagsForResourceResponse> Definition = Operation<SnsState>.DefineAsync(
        "ListTagsForResource",
        SnsJson.Default.ResourceRequest,
        SnsJson.Default.ListTagsForResourceResponse,
        (state, request, context) =>
            Tags.OnAsync(state, request, request.ResourceArn, context, (topic, _, _) =>
                (Result<ListTagsForResourceResponse>)new ListTagsForResourceResponse(topic.Row.Tags)
            ),
        Must.Member<ResourceRequest>("resourceArn", r => r.ResourceArn).Required().Length(1, 1011)
    );
}

/// <summary>Topics have tags.</summary>
internal static class Tags
{
    public const int Most = 50;

    public static readonly Member<Tag>[] Constraints =
    [
        Must.Member<Tag>("key", t => t.Key).Required().Length(1, 128),
        Must.Member<Tag>("value", t => t.Value).Required().Length(0, 256),
    ];

    public static AwsError? Check(List<Tag>? tags) =>
        tags?.DistinctBy(t => t.Key).Count() < tags?.Count ? SnsErrors.Invalid("Duplicated keys are not allowed.") : null;

    public static List<Tag> Merge(List<Tag> old, List<Tag>? added) =>
        [.. old.Where(t => added?.Exists(a => a.Key == t.Key) is not true), .. added ?? []];

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
