using LocalCloud.Aws.Kms.Keys;

namespace LocalCloud.Aws.Kms.Cryptography;

/// <summary>Encryption by a key, whatever it is.</summary>
internal static class Ciphers
{
    public static readonly string[] Algorithms = [KeySpec.Default, "RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256", "SM2PKE"];

    /// <summary>Why the key does not encrypt so.</summary>
    public static AwsError? Refuse(Key key, string algorithm, IReadOnlyDictionary<string, string>? context) =>
        !key.KeySpec.EncryptionAlgorithms.Contains(algorithm)
            ? KmsErrors.InvalidUsage($"Algorithm {algorithm} is incompatible with key spec {key.Spec}.")
        : key.KeySpec.IsAsymmetric && context is { Count: > 0 }
            ? KmsErrors.Validation("EncryptionContext is not supported for asymmetric algorithms.")
        : null;

    public static Result<byte[]> Encrypt(Key key, string algorithm, byte[] plaintext, IReadOnlyDictionary<string, string>? context) =>
        key.KeySpec.IsAsymmetric ? RsaEncryption.Encrypt(key, algorithm, plaintext) : SymmetricCiphertext.Encrypt(key, plaintext, context);

    /// <summary>The key that a ciphertext is decrypted with, and what it says; the blob of a symmetric key names its key.</summary>
    public static Result<Decrypted> Decrypt(
        KmsState state,
        Context context,
        string? keyId,
        string algorithm,
        byte[] ciphertext,
        IReadOnlyDictionary<string, string>? encryptionContext,
        string operation
    )
    {
        if (algorithm != KeySpec.Default)
            return DecryptRsa(state, context, keyId, algorithm, ciphertext, operation);
        if (SymmetricCiphertext.Parse(ciphertext) is not { } blob)
            return KmsErrors.InvalidCiphertext;
        if (!state.Usable(keyId ?? blob.KeyId, KeyUsage.Encrypt, operation, context).Ok(out var key, out var error))
            // Of a blob alone nobody is told whether there has been such a key
            return keyId is null && error.Code == "NotFoundException" ? KmsErrors.InvalidCiphertext : error;
        if (Refuse(key, algorithm, null) is { } refused)
            return refused;
        if (key.Id != blob.KeyId)
            return KmsErrors.IncorrectKey;
        return blob.Decrypt(key, encryptionContext) is { } plaintext
            ? new Decrypted(key, plaintext, blob.MaterialId)
            : KmsErrors.InvalidCiphertext;
    }

    private static Result<Decrypted> DecryptRsa(
        KmsState state,
        Context context,
        string? keyId,
        string algorithm,
        byte[] ciphertext,
        string operation
    )
    {
        if (keyId is null)
            return KmsErrors.Validation("KeyId is required when the encryption algorithm is asymmetric.");
        if (!state.Usable(keyId, KeyUsage.Encrypt, operation, context).Ok(out var key, out var error))
            return error;
        if (Refuse(key, algorithm, null) is { } refused)
            return refused;
        return RsaEncryption.Decrypt(key, algorithm, ciphertext) is { } plaintext
            ? new Decrypted(key, plaintext, null)
            : KmsErrors.InvalidCiphertext;
    }
}

/// <param name="MaterialId">Null for asymmetric keys, which have one.</param>
internal sealed record Decrypted(Key Key, byte[] Plaintext, string? MaterialId)
{
    /// <summary>Not the plaintext: records print themselves.</summary>
    public override string ToString() => Key.Arn;
}
