using System.Security.Cryptography;
using LocalCloud.Aws.Kms.Keys;

namespace LocalCloud.Aws.Kms.Cryptography;

/// <summary>Signatures of messages (RAW) and of their digests (DIGEST). Those of elliptic curves are DER, as X9.62 and RFC 3279 have
/// them.</summary>
internal static class Signatures
{
    public static Result<byte[]> Sign(Key key, string algorithm, byte[] message, bool isDigest)
    {
        if (!Digest(algorithm, message, isDigest).Ok(out var digest, out var error))
            return error;
        if (key.KeySpec.Family is KeyFamily.Ecc)
        {
            using var ecdsa = Ecdsa(key);
            return ecdsa.SignHash(digest, DSASignatureFormat.Rfc3279DerSequence);
        }
        using var rsa = Rsa(key);
        return rsa.SignHash(digest, HashOf(algorithm), PaddingOf(algorithm));
    }

    public static Result<bool> Verify(Key key, string algorithm, byte[] message, bool isDigest, byte[] signature)
    {
        if (!Digest(algorithm, message, isDigest).Ok(out var digest, out var error))
            return error;
        if (key.KeySpec.Family is KeyFamily.Ecc)
        {
            using var ecdsa = Ecdsa(key);
            return ecdsa.VerifyHash(digest, signature, DSASignatureFormat.Rfc3279DerSequence);
        }
        using var rsa = Rsa(key);
        return rsa.VerifyHash(digest, signature, HashOf(algorithm), PaddingOf(algorithm));
    }

    private static Result<byte[]> Digest(string algorithm, byte[] message, bool isDigest)
    {
        var hash = HashOf(algorithm);
        if (!isDigest)
            return CryptographicOperations.HashData(hash, message);
        var length = int.Parse(algorithm[^3..], System.Globalization.CultureInfo.InvariantCulture) / 8;
        return message.Length == length ? message : KmsErrors.Validation($"Digest is invalid length for algorithm {algorithm}.");
    }

    private static HashAlgorithmName HashOf(string algorithm) =>
        algorithm[^3..] switch
        {
            "256" => HashAlgorithmName.SHA256,
            "384" => HashAlgorithmName.SHA384,
            _ => HashAlgorithmName.SHA512,
        };

    // The salt of PSS is as long as the digest, in .NET as in KMS
    private static RSASignaturePadding PaddingOf(string algorithm) =>
        algorithm.StartsWith("RSASSA_PSS", StringComparison.Ordinal) ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1;

    private static ECDsa Ecdsa(Key key)
    {
        var ecdsa = ECDsa.Create();
        ecdsa.ImportPkcs8PrivateKey(key.Current.Secret, out _);
        return ecdsa;
    }

    private static RSA Rsa(Key key)
    {
        var rsa = RSA.Create();
        rsa.ImportPkcs8PrivateKey(key.Current.Secret, out _);
        return rsa;
    }
}
