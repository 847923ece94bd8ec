namespace LocalCloud.Aws.Kms.Operations;

internal sealed record UpdateKeyDescriptionRequest(string? KeyId, string? Description);

internal static class UpdateKeyDescription
{
    public static readonly Operation<KmsState, UpdateKeyDescriptionRequest, Nothing> Definition = KmsService.Define(
        "UpdateKeyDescription",
        KmsJson.Default.UpdateKeyDescriptionRequest,
        CoreJson.Default.Nothing,
        Handle,
        Members.KeyId<UpdateKeyDescriptionRequest>(r => r.KeyId),
        Must.Member<UpdateKeyDescriptionRequest>("description", r => r.Description).Required().Length(0, 8192)
    );

    private static Result<Nothing> Handle(KmsState state, UpdateKeyDescriptionRequest request, Context context)
    {
        if (!state.Own(request.KeyId!, context).Ok(out var key, out var error))
            return error;
        if (key.State == "PendingDeletion")
            return KmsErrors.InvalidState(key);
        key.Description = request.Description!;
        state.Put(context.Changes, key);
        return Nothing.Instance;
    }
}
