namespace LocalCloud.Aws.Kms.Operations;

internal static class EnableKey
{
    public static readonly Operation<KmsState, KeyIdRequest, Nothing> Definition = KmsService.Define(
        "EnableKey",
        KmsJson.Default.KeyIdRequest,
        CoreJson.Default.Nothing,
        (state, request, context) => Switch.Key(state, request, context, on: true),
        Members.KeyId<KeyIdRequest>(r => r.KeyId)
    );
}
