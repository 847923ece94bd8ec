namespace LocalCloud.Aws.Kms.Operations;

internal sealed record GenerateDataKeyResponse(byte[] CiphertextBlob, byte[] Plaintext, string KeyId, string KeyMaterialId);

internal static class GenerateDataKey
{
    public static readonly Operation<KmsState, GenerateDataKeyRequest, GenerateDataKeyResponse> Definition = KmsService
        .Define(
            "GenerateDataKey",
            KmsJson.Default.GenerateDataKeyRequest,
            KmsJson.Default.GenerateDataKeyResponse,
            (state, request, context) =>
                DataKey.Generate(state, request, context, "GenerateDataKey").Ok(out var made, out var error)
                    ? new GenerateDataKeyResponse(made.Ciphertext, made.Plaintext, made.By.Arn, made.By.Current.Id)
                    : error,
            GenerateDataKeyRequest.Constraints
        )
        .Lacking("Recipient (Nitro enclaves)");
}
