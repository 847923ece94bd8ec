namespace LocalCloud.Aws.Sns.Operations;

internal sealed record ResourceRequest(string? ResourceArn);

internal sealed record ListTagsForResourceResponse(List<ResourceTag> Tags);

internal static class ListTagsForResource
{
    public static readonly Operation<SnsState, ResourceRequest, ListTagsForResourceResponse> Definition = Operation<SnsState>.DefineAsync(
        "ListTagsForResource",
        SnsJson.Default.ResourceRequest,
        SnsJson.Default.ListTagsForResourceResponse,
        (state, request, context) =>
            TaggedTopic.OnAsync(state, request, request.ResourceArn, context, (topic, _, _) =>
                (Result<ListTagsForResourceResponse>)new ListTagsForResourceResponse(topic.Row.Tags)
            ),
        Must.Member<ResourceRequest>("resourceArn", r => r.ResourceArn).Required().Length(1, 1011)
    );
}
