namespace LocalCloud.Aws.Tagging.Operations;

internal sealed record UntagResourcesRequest(List<string>? ResourceARNList, List<string>? TagKeys);

internal static class UntagResources
{
    public static readonly Operation<TaggingState, UntagResourcesRequest, FailedResources> Definition = Operation<TaggingState>.DefineAsync(
        "UntagResources",
        TaggingJson.Default.UntagResourcesRequest,
        TaggingJson.Default.FailedResources,
        (_, request, context) =>
            TaggedArns.ChangeAsync(context, request.ResourceARNList!, (found, changes) => found.Untag(request.TagKeys, changes)),
        Must.Member<UntagResourcesRequest>("resourceARNList", r => r.ResourceARNList).Required().Length(1, 20),
        Must.Member<UntagResourcesRequest>("tagKeys", r => r.TagKeys).Required().Length(1, TagMap.Most)
    );
}
