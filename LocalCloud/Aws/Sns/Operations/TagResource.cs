using LocalCloud.Aws.Sns.Topics;

namespace LocalCloud.Aws.Sns.Operations;

internal sealed record TagResourceRequest(string? ResourceArn, List<ResourceTag>? Tags);

internal static class TagResource
{
    private static readonly AwsError TooMany = new("TagLimitExceeded", "Could not complete request: tag quota of per resource exceeded");

    public static readonly Operation<SnsState, TagResourceRequest, Empty> Definition = Operation<SnsState>.DefineAsync(
        "TagResource",
        SnsJson.Default.TagResourceRequest,
        SnsJson.Default.Empty,
        (state, request, context) => TaggedTopic.OnAsync(state, request, request.ResourceArn, context, Handle),
        Must.Member<TagResourceRequest>("resourceArn", r => r.ResourceArn).Required().Length(1, 1011),
        Must.Member<TagResourceRequest>("tags", r => r.Tags).Required(),
        Must.Each<TagResourceRequest, ResourceTag>("tags", r => r.Tags, ResourceTag.Constraints)
    );

    private static Result<Empty> Handle(Topic topic, TagResourceRequest request, Context context)
    {
        if (TaggedTopic.Check(request.Tags) is { } error)
            return error;
        var tags = TagList.With(topic.Row.Tags, request.Tags);
        return tags.Count > TagMap.Most ? TooMany : TaggedTopic.Put(topic, tags, context.Changes);
    }
}
