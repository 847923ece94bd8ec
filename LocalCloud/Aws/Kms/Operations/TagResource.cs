namespace LocalCloud.Aws.Kms.Operations;

internal sealed record TagResourceRequest(string? KeyId, List<KmsTag>? Tags);

internal static class TagResource
{
    public static readonly Operation<KmsState, TagResourceRequest, Nothing> Definition = KmsService.Define(
        "TagResource",
        KmsJson.Default.TagResourceRequest,
        CoreJson.Default.Nothing,
        Handle,
        Members.KeyId<TagResourceRequest>(r => r.KeyId),
        Must.Member<TagResourceRequest>("tags", r => r.Tags).Required(),
        Members.Tags<TagResourceRequest>(r => r.Tags)
    );

    private static Result<Nothing> Handle(KmsState state, TagResourceRequest request, Context context)
    {
        if (!state.Own(request.KeyId!, context).Ok(out var key, out var error))
            return error;
        if (key.State == "PendingDeletion")
            return KmsErrors.InvalidState(key);
        if (!KmsTag.Read(request.Tags).Ok(out var tags, out error))
            return error;
        if (key.Tags.Keys.Union(tags.Keys).Count() > KmsTag.Most)
            return KmsTag.TooMany;
        foreach (var (name, value) in tags)
            key.Tags[name] = value;
        state.Put(context.Changes, key);
        return Nothing.Instance;
    }
}
