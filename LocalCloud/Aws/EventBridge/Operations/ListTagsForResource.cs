namespace LocalCloud.Aws.EventBridge.Operations;

internal sealed record ListTagsForResourceRequest(string? ResourceARN);

internal sealed record ListTagsForResourceResponse(List<ResourceTag> Tags);

internal static class ListTagsForResource
{
    public static readonly Operation<EventsState, ListTagsForResourceRequest, ListTagsForResourceResponse> Definition =
        Operation<EventsState>.Define(
            "ListTagsForResource",
            EventsJson.Default.ListTagsForResourceRequest,
            EventsJson.Default.ListTagsForResourceResponse,
            (state, request, _) =>
                Tagged.Find(state, request.ResourceARN!).Answer(tags => new ListTagsForResourceResponse(TagMap.List(tags))),
            Must.Member<ListTagsForResourceRequest>("resourceARN", r => r.ResourceARN).Required().Length(1, 1600)
        );
}
