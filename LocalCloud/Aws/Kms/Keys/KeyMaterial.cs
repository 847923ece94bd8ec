using System.Security.Cryptography;

namespace LocalCloud.Aws.Kms.Keys;

/// <summary>
/// The secret of a key, or of one of its rotations: 32 bytes of AES, the bytes of an HMAC key, or a private key in PKCS #8. It is in the
/// store as it is: keys are as safe as the data directory.
/// </summary>
/// <param name="Id">64 hexadecimal digits, as KeyMaterialId has it; ciphertexts name it.</param>
/// <param name="Rotation">AUTOMATIC or ON_DEMAND; null for the first.</param>
internal sealed record KeyMaterial(string Id, byte[] Secret, DateTimeOffset Created, string? Rotation = null)
{
    /// <summary>Until when imported material may be used.</summary>
    public DateTimeOffset? ValidTo { get; init; }

    public static KeyMaterial Generate(KeySpec spec, DateTimeOffset now, string? rotation = null) =>
        new(NewId(), SecretOf(spec), now, rotation);

    public static string NewId() => RandomNumberGenerator.GetHexString(64, lowercase: true);

    private static byte[] SecretOf(KeySpec spec)
    {
        switch (spec.Family)
        {
            case KeyFamily.Rsa:
                using (var rsa = RSA.Create(spec.Bits))
                    return rsa.ExportPkcs8PrivateKey();
            case KeyFamily.Ecc:
                using (var ecdsa = ECDsa.Create(spec.Curve))
                    return ecdsa.ExportPkcs8PrivateKey();
            default:
                return RandomNumberGenerator.GetBytes(spec.Bits / 8);
        }
    }

    /// <summary>Not the secret: records print themselves.</summary>
    public override string ToString() => Id;
}
