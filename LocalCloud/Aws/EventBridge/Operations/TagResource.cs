namespace LocalCloud.Aws.EventBridge.Operations;

internal sealed record TagResourceRequest(string? ResourceARN, List<ResourceTag>? Tags);

internal static class TagResource
{
    public static readonly Operation<EventsState, TagResourceRequest, Nothing> Definition = Operation<EventsState>.Define(
        "TagResource",
        EventsJson.Default.TagResourceRequest,
        (state, request, context) => Tagged.Find(state, request.ResourceARN!).Tag(TagMap.Pairs(request.Tags), context.Changes),
        Must.Member<TagResourceRequest>("resourceARN", r => r.ResourceARN).Required().Length(1, 1600),
        Must.Member<TagResourceRequest>("tags", r => r.Tags).Required(),
        Must.Each<TagResourceRequest, ResourceTag>("tags", r => r.Tags, ResourceTag.Constraints)
    );
}
