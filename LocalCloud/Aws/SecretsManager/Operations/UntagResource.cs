namespace LocalCloud.Aws.SecretsManager.Operations;

internal sealed record UntagResourceRequest(string? SecretId, List<string>? TagKeys);

internal static class UntagResource
{
    public static readonly Operation<SecretsState, UntagResourceRequest, Nothing> Definition = Operation<SecretsState>.Define(
        "UntagResource",
        SecretsJson.Default.UntagResourceRequest,
        (state, request, context) => TaggedSecret.Find(state, request.SecretId!).Untag(request.TagKeys, context.Changes),
        Must.Member<UntagResourceRequest>("secretId", r => r.SecretId).Required().Length(1, 2048),
        Must.Member<UntagResourceRequest>("tagKeys", r => r.TagKeys).Required(),
        Must.Each<UntagResourceRequest, string>("tagKeys", r => r.TagKeys)
    );
}
