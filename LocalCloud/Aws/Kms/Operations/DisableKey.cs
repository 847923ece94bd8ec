namespace LocalCloud.Aws.Kms.Operations;

internal static class DisableKey
{
    public static readonly Operation<KmsState, KeyIdRequest, Nothing> Definition = KmsService.Define(
        "DisableKey",
        KmsJson.Default.KeyIdRequest,
        CoreJson.Default.Nothing,
        (state, request, context) => Switch.Key(state, request, context, on: false),
        Members.KeyId<KeyIdRequest>(r => r.KeyId)
    );
}
