namespace LocalCloud.Aws.CloudWatch.Operations;

internal sealed record ListTagsRequest
{
    public string? ResourceARN { get; init; }
}

internal sealed record ListTagsResponse(List<ResourceTag> Tags);

internal static class ListTagsForResource
{
    public static readonly Operation<CloudWatchState, ListTagsRequest, ListTagsResponse> Definition = Operation<CloudWatchState>.Define(
        "ListTagsForResource",
        CloudWatchJson.Default.ListTagsRequest,
        CloudWatchJson.Default.ListTagsResponse,
        (state, request, _) =>
            Tagged.Find(state, request.ResourceARN!).Ok(out var tags, out var error) ? new ListTagsResponse(TagMap.List(tags)) : error,
        Must.Member<ListTagsRequest>("resourceARN", r => r.ResourceARN).Required().Length(1, 1024)
    );
}
