namespace LocalCloud.Aws.Ssm.Operations;

internal sealed record AddTagsRequest(string? ResourceType, string? ResourceId, List<ResourceTag>? Tags);

internal static class AddTagsToResource
{
    private static readonly AwsError TooMany = new(
        "TooManyTagsError",
        "The Targets parameter includes too many tags. Remove one or more tags and try the command again."
    );

    public static readonly Operation<SsmState, AddTagsRequest, Nothing> Definition = Operation<SsmState>
        .Define(
            "AddTagsToResource",
            SsmJson.Default.AddTagsRequest,
            (state, request, context) =>
                TaggedParameter
                    .Find(state, "AddTagsToResource", request.ResourceType!, request.ResourceId!)
                    .Tag(TagMap.Pairs(request.Tags), context.Changes, TooMany),
            Must.Member<AddTagsRequest>("resourceType", r => r.ResourceType).Required(),
            Must.Member<AddTagsRequest>("resourceId", r => r.ResourceId).Required(),
            Must.Member<AddTagsRequest>("tags", r => r.Tags).Required().Length(0, 1000),
            Must.Each<AddTagsRequest, ResourceTag>("tags", r => r.Tags, ResourceTag.Constraints)
        )
        .Lacking("resources other than parameters");
}
