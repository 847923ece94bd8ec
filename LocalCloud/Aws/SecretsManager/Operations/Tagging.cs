namespace LocalCloud.Aws.SecretsManager.Operations;

internal sealed record TagResourceRequest(string? SecretId, List<TagShape>? Tags);

internal sealed record UntagResourceRequest(string? SecretId, List<string>? TagKeys);

internal static class TagResource
{
    public static readonly Operation<SecretsState, TagResourceRequest, Nothing> Definition = Operation<SecretsState>.Define(
        "TagResource",
        SecretsJson.Default.TagResourceRequest,
        Handle,
        Must.Member<TagResourceRequest>("secretId", r => r.SecretId).Required().Length(1, 2048),
        Must.Member<TagResourceRequest>("tags", r => r.Tags).Required(),
        Must.Each<TagResourceRequest, TagShape>("tags", r => r.Tags, TagShape.Constraints)
    );

    private static Result<Nothing> Handle(SecretsState state, TagResourceRequest request, Context context)
    {
        if (!state.Living(request.SecretId!).Ok(out var secret, out var error))
            return error;
        foreach (var tag in request.Tags!)
            secret.Tags[tag.Key] = tag.Value ?? "";
        state.Put(context.Changes, secret);
        return Nothing.Instance;
    }
}

internal static class UntagResource
{
    public static readonly Operation<SecretsState, UntagResourceRequest, Nothing> Definition = Operation<SecretsState>.Define(
        "UntagResource",
        SecretsJson.Default.UntagResourceRequest,
        Handle,
        Must.Member<UntagResourceRequest>("secretId", r => r.SecretId).Required().Length(1, 2048),
        Must.Member<UntagResourceRequest>("tagKeys", r => r.TagKeys).Required(),
        Must.Each<UntagResourceRequest, string>("tagKeys", r => r.TagKeys)
    );

    private static Result<Nothing> Handle(SecretsState state, UntagResourceRequest request, Context context)
    {
        if (!state.Living(request.SecretId!).Ok(out var secret, out var error))
            return error;
        request.TagKeys!.ForEach(key => secret.Tags.Remove(key));
        state.Put(context.Changes, secret);
        return Nothing.Instance;
    }
}
