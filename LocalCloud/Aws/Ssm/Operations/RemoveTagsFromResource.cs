namespace LocalCloud.Aws.Ssm.Operations;

internal sealed record RemoveTagsRequest(string? ResourceType, string? ResourceId, List<string>? TagKeys);

internal static class RemoveTagsFromResource
{
    public static readonly Operation<SsmState, RemoveTagsRequest, Nothing> Definition = Operation<SsmState>
        .Define(
            "RemoveTagsFromResource",
            SsmJson.Default.RemoveTagsRequest,
            (state, request, context) =>
                TaggedParameter
                    .Find(state, "RemoveTagsFromResource", request.ResourceType!, request.ResourceId!)
                    .Untag(request.TagKeys, context.Changes),
            Must.Member<RemoveTagsRequest>("resourceType", r => r.ResourceType).Required(),
            Must.Member<RemoveTagsRequest>("resourceId", r => r.ResourceId).Required(),
            Must.Member<RemoveTagsRequest>("tagKeys", r => r.TagKeys).Required(),
            Must.Each<RemoveTagsRequest, string>("tagKeys", r => r.TagKeys)
        )
        .Lacking("resources other than parameters");
}
