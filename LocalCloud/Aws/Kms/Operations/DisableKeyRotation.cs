namespace LocalCloud.Aws.Kms.Operations;

internal static class DisableKeyRotation
{
    public static readonly Operation<KmsState, KeyIdRequest, Nothing> Definition = KmsService.Define(
        "DisableKeyRotation",
        KmsJson.Default.KeyIdRequest,
        CoreJson.Default.Nothing,
        Handle,
        Members.KeyId<KeyIdRequest>(r => r.KeyId)
    );

    private static Result<Nothing> Handle(KmsState state, KeyIdRequest request, Context context)
    {
        if (!Rotating.Key(state, request.KeyId!, context).Ok(out var key, out var error))
            return error;
        Rotating.Set(state, key, context, null, null);
        return Nothing.Instance;
    }
}
