namespace LocalCloud.Aws.Ssm.Operations;

internal sealed record ListTagsRequest(string? ResourceType, string? ResourceId);

internal sealed record ListTagsResponse(List<ResourceTag> TagList);

internal static class ListTagsForResource
{
    public static readonly Operation<SsmState, ListTagsRequest, ListTagsResponse> Definition = Operation<SsmState>
        .Define(
            "ListTagsForResource",
            SsmJson.Default.ListTagsRequest,
            SsmJson.Default.ListTagsResponse,
            (state, request, _) =>
                TaggedParameter
                    .Find(state, "ListTagsForResource", request.ResourceType!, request.ResourceId!)
                    .Answer(tags => new ListTagsResponse(TagMap.List(tags))),
            Must.Member<ListTagsRequest>("resourceType", r => r.ResourceType).Required(),
            Must.Member<ListTagsRequest>("resourceId", r => r.ResourceId).Required()
        )
        .Lacking("resources other than parameters");
}
