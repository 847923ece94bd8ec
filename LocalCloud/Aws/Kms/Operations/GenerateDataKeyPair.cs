using LocalCloud.Aws.Kms.Cryptography;
using LocalCloud.Aws.Kms.Keys;

namespace LocalCloud.Aws.Kms.Operations;

internal sealed record GenerateDataKeyPairResponse
{
    public required byte[] PrivateKeyCiphertextBlob { get; init; }

    /// <summary>Null where it was not asked for.</summary>
    public byte[]? PrivateKeyPlaintext { get; init; }
    public required byte[] PublicKey { get; init; }
    public required string KeyId { get; init; }
    public required string KeyPairSpec { get; init; }
    public required string KeyMaterialId { get; init; }

    public static GenerateDataKeyPairResponse Of(DataKey made, string spec) =>
        new()
        {
            PrivateKeyCiphertextBlob = made.Ciphertext,
            PublicKey = PublicKeys.Of(KeySpec.Of(spec), made.Plaintext),
            KeyId = made.By.Arn,
            KeyPairSpec = spec,
            KeyMaterialId = made.By.Current.Id,
        };
}

internal static class GenerateDataKeyPair
{
    public static readonly Operation<KmsState, GenerateDataKeyPairRequest, GenerateDataKeyPairResponse> Definition = KmsService
        .Define(
            "GenerateDataKeyPair",
            KmsJson.Default.GenerateDataKeyPairRequest,
            KmsJson.Default.GenerateDataKeyPairResponse,
            (state, request, context) =>
                DataKey.GeneratePair(state, request, context, "GenerateDataKeyPair").Ok(out var made, out var error)
                    ? GenerateDataKeyPairResponse.Of(made, request.KeyPairSpec!) with
                    {
                        PrivateKeyPlaintext = made.Plaintext,
                    }
                    : error,
            GenerateDataKeyPairRequest.Constraints
        )
        .Lacking("Recipient (Nitro enclaves); SM2 and Ed25519 pairs");
}
