namespace LocalCloud.Aws.Kms.Operations;

internal static class GenerateDataKeyPairWithoutPlaintext
{
    public static readonly Operation<KmsState, GenerateDataKeyPairRequest, GenerateDataKeyPairResponse> Definition = KmsService
        .Define(
            "GenerateDataKeyPairWithoutPlaintext",
            KmsJson.Default.GenerateDataKeyPairRequest,
            KmsJson.Default.GenerateDataKeyPairResponse,
            (state, request, context) =>
                DataKey.GeneratePair(state, request, context, "GenerateDataKeyPairWithoutPlaintext").Ok(out var made, out var error)
                    ? GenerateDataKeyPairResponse.Of(made, request.KeyPairSpec!)
                    : error,
            GenerateDataKeyPairRequest.Constraints
        )
        .Lacking("SM2 and Ed25519 pairs");
}
