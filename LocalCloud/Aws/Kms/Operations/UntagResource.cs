namespace LocalCloud.Aws.Kms.Operations;

internal sealed record UntagResourceRequest(string? KeyId, List<string>? TagKeys);

internal static class UntagResource
{
    public static readonly Operation<KmsState, UntagResourceRequest, Nothing> Definition = KmsService.Define(
        "UntagResource",
        KmsJson.Default.UntagResourceRequest,
        CoreJson.Default.Nothing,
        Handle,
        Members.KeyId<UntagResourceRequest>(r => r.KeyId),
        Must.Member<UntagResourceRequest>("tagKeys", r => r.TagKeys).Required()
    );

    private static Result<Nothing> Handle(KmsState state, UntagResourceRequest request, Context context)
    {
        if (!state.Own(request.KeyId!, context).Ok(out var key, out var error))
            return error;
        if (key.State == "PendingDeletion")
            return KmsErrors.InvalidState(key);
        foreach (var name in request.TagKeys!)
            key.Tags.Remove(name);
        state.Put(context.Changes, key);
        return Nothing.Instance;
    }
}
