using System.Security.Cryptography;
using LocalCloud.Aws.Kms.Keys;

namespace LocalCloud.Aws.Kms.Cryptography;

/// <summary>OAEP with the digest that the algorithm's name ends in.</summary>
internal static class RsaEncryption
{
    public static Result<byte[]> Encrypt(Key key, string algorithm, byte[] plaintext)
    {
        var padding = PaddingOf(algorithm);
        // RFC 8017, 7.1.1: two digests and two bytes go to the padding
        var most = key.KeySpec.Bits / 8 - 2 * (algorithm.EndsWith("_256", StringComparison.Ordinal) ? 32 : 20) - 2;
        if (plaintext.Length > most)
            return KmsErrors.Validation($"Algorithm {algorithm} and key spec {key.Spec} cannot encrypt data larger than {most} bytes.");
        using var rsa = Open(key);
        return rsa.Encrypt(plaintext, padding);
    }

    /// <summary>Null when it was not encrypted for the key by this algorithm.</summary>
    public static byte[]? Decrypt(Key key, string algorithm, byte[] ciphertext)
    {
        using var rsa = Open(key);
        try
        {
            return rsa.Decrypt(ciphertext, PaddingOf(algorithm));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static RSAEncryptionPadding PaddingOf(string algorithm) =>
        algorithm == "RSAES_OAEP_SHA_256" ? RSAEncryptionPadding.OaepSHA256 : RSAEncryptionPadding.OaepSHA1;

    private static RSA Open(Key key)
    {
        var rsa = RSA.Create();
        rsa.ImportPkcs8PrivateKey(key.Current.Secret, out _);
        return rsa;
    }
}
