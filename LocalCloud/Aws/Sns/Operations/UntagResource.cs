namespace LocalCloud.Aws.Sns.Operations;

internal sealed record UntagResourceRequest(string? ResourceArn, List<string>? TagKeys);

internal static class UntagResource
{
    public static readonly Operation<SnsState, UntagResourceRequest, Empty> Definition = Operation<SnsState>.DefineAsync(
        "UntagResource",
        SnsJson.Default.UntagResourceRequest,
        SnsJson.Default.Empty,
        (state, request, context) =>
            TaggedTopic.OnAsync(state, request, request.ResourceArn, context, (topic, r, c) =>
                TaggedTopic.Put(topic, TagList.Without(topic.Row.Tags, r.TagKeys!), c.Changes)
            ),
        Must.Member<UntagResourceRequest>("resourceArn", r => r.ResourceArn).Required().Length(1, 1011),
        Must.Member<UntagResourceRequest>("tagKeys", r => r.TagKeys).Required()
    );
}
