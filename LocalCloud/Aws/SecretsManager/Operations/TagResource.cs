namespace LocalCloud.Aws.SecretsManager.Operations;

internal sealed record TagResourceRequest(string? SecretId, List<ResourceTag>? Tags);

internal static class TagResource
{
    public static readonly Operation<SecretsState, TagResourceRequest, Nothing> Definition = Operation<SecretsState>.Define(
        "TagResource",
        SecretsJson.Default.TagResourceRequest,
        (state, request, context) => TaggedSecret.Find(state, request.SecretId!).Tag(TagMap.Pairs(request.Tags), context.Changes),
        Must.Member<TagResourceRequest>("secretId", r => r.SecretId).Required().Length(1, 2048),
        Must.Member<TagResourceRequest>("tags", r => r.Tags).Required(),
        TaggedSecret.Each<TagResourceRequest>(r => r.Tags)
    );
}
