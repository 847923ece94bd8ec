using System.Security.Cryptography;

namespace LocalCloud.Aws.Kms.Import;

/// <summary>https://docs.aws.amazon.com/kms/latest/developerguide/importing-keys-encrypt-key-material.html</summary>
internal static class WrappedMaterial
{
    public static readonly string[] Algorithms =
    [
        "RSAES_PKCS1_V1_5",
        "RSAES_OAEP_SHA_1",
        "RSAES_OAEP_SHA_256",
        "RSA_AES_KEY_WRAP_SHA_1",
        "RSA_AES_KEY_WRAP_SHA_256",
        "SM2PKE",
    ];

    /// <summary>The material as it is; null when it was not wrapped for this import.</summary>
    public static byte[]? Unwrap(ImportParameters import, byte[] wrapped)
    {
        using var rsa = RSA.Create();
        rsa.ImportPkcs8PrivateKey(import.PrivateKey, out _);
        var padding = import.WrappingAlgorithm.EndsWith("SHA_256", StringComparison.Ordinal)
            ? RSAEncryptionPadding.OaepSHA256
            : RSAEncryptionPadding.OaepSHA1;
        try
        {
            if (!import.WrappingAlgorithm.StartsWith("RSA_AES", StringComparison.Ordinal))
                return rsa.Decrypt(wrapped, padding);
            // An AES key wrapped by RSA, and behind it the material wrapped by that key (RFC 5649)
            var head = rsa.KeySize / 8;
            if (wrapped.Length <= head)
                return null;
            using var aes = Aes.Create();
            aes.Key = rsa.Decrypt(wrapped[..head], padding);
            return aes.DecryptKeyWrapPadded(wrapped.AsSpan(head));
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return null;
        }
    }
}
