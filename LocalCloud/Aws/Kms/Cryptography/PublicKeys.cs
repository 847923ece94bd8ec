using System.Security.Cryptography;
using LocalCloud.Aws.Kms.Keys;

namespace LocalCloud.Aws.Kms.Cryptography;

/// <summary>Public keys as SubjectPublicKeyInfo in DER (RFC 5280), and what two parties agree on.</summary>
internal static class PublicKeys
{
    public static byte[] Of(KeySpec spec, byte[] pkcs8)
    {
        if (spec.Family is KeyFamily.Rsa)
        {
            using var rsa = RSA.Create();
            rsa.ImportPkcs8PrivateKey(pkcs8, out _);
            return rsa.ExportSubjectPublicKeyInfo();
        }
        using var ecdsa = ECDsa.Create();
        ecdsa.ImportPkcs8PrivateKey(pkcs8, out _);
        return ecdsa.ExportSubjectPublicKeyInfo();
    }

    /// <summary>The x coordinate of the shared point (SP 800-56A, ECDH); null for a public key that is none, or of another curve.</summary>
    public static byte[]? Agree(Key key, byte[] publicKey)
    {
        using var own = ECDiffieHellman.Create();
        own.ImportPkcs8PrivateKey(key.Current.Secret, out _);
        using var other = ECDiffieHellman.Create();
        try
        {
            other.ImportSubjectPublicKeyInfo(publicKey, out _);
            return own.DeriveRawSecretAgreement(other.PublicKey);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return null;
        }
    }
}
