using LocalCloud.Aws.Kms.Keys;

namespace LocalCloud.Aws.Kms.Operations;

/// <summary>What Sign and Verify ask for alike.</summary>
internal static class Signing
{
    public static readonly string[] Algorithms =
    [
        "RSASSA_PSS_SHA_256",
        "RSASSA_PSS_SHA_384",
        "RSASSA_PSS_SHA_512",
        "RSASSA_PKCS1_V1_5_SHA_256",
        "RSASSA_PKCS1_V1_5_SHA_384",
        "RSASSA_PKCS1_V1_5_SHA_512",
        "ECDSA_SHA_256",
        "ECDSA_SHA_384",
        "ECDSA_SHA_512",
        "SM2DSA",
        "ML_DSA_SHAKE_256",
        "ED25519_SHA_512",
        "ED25519_PH_SHA_512",
    ];

    public static readonly string[] MessageTypes = ["RAW", "DIGEST", "EXTERNAL_MU"];

    public static Result<Key> Key(KmsState state, string id, string algorithm, string? messageType, string operation, Context context)
    {
        if (!state.Usable(id, KeyUsage.Sign, operation, context).Ok(out var key, out var error))
            return error;
        if (!key.KeySpec.SigningAlgorithms.Contains(algorithm))
            return KmsErrors.InvalidUsage($"Algorithm {algorithm} is incompatible with key spec {key.Spec}.");
        // Of ML-DSA keys alone
        return messageType == "EXTERNAL_MU"
            ? KmsErrors.Validation($"Message type EXTERNAL_MU is incompatible with key spec {key.Spec}.")
            : key;
    }
}
