namespace LocalCloud.Aws.Kms.Operations;

internal sealed record GenerateDataKeyWithoutPlaintextResponse(byte[] CiphertextBlob, string KeyId, string KeyMaterialId);

internal static class GenerateDataKeyWithoutPlaintext
{
    public static readonly Operation<KmsState, GenerateDataKeyRequest, GenerateDataKeyWithoutPlaintextResponse> Definition =
        KmsService.Define(
            "GenerateDataKeyWithoutPlaintext",
            KmsJson.Default.GenerateDataKeyRequest,
            KmsJson.Default.GenerateDataKeyWithoutPlaintextResponse,
            (state, request, context) =>
                DataKey.Generate(state, request, context, "GenerateDataKeyWithoutPlaintext").Ok(out var made, out var error)
                    ? new GenerateDataKeyWithoutPlaintextResponse(made.Ciphertext, made.By.Arn, made.By.Current.Id)
                    : error,
            GenerateDataKeyRequest.Constraints
        );
}
