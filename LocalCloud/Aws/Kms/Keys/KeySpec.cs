using System.Security.Cryptography;

namespace LocalCloud.Aws.Kms.Keys;

internal enum KeyFamily
{
    Symmetric,
    Rsa,
    Ecc,
    Hmac,
}

/// <summary>
/// What a key is made of and what it can be used for:
/// https://docs.aws.amazon.com/kms/latest/developerguide/symm-asymm-choose-key-spec.html.
/// </summary>
/// <param name="Bits">Of the key; of the digest for HMAC.</param>
internal sealed record KeySpec(string Name, KeyFamily Family, int Bits)
{
    public const string Default = "SYMMETRIC_DEFAULT";

    public static readonly IReadOnlyList<KeySpec> All =
    [
        new(Default, KeyFamily.Symmetric, 256),
        new("RSA_2048", KeyFamily.Rsa, 2048),
        new("RSA_3072", KeyFamily.Rsa, 3072),
        new("RSA_4096", KeyFamily.Rsa, 4096),
        new("ECC_NIST_P256", KeyFamily.Ecc, 256),
        new("ECC_NIST_P384", KeyFamily.Ecc, 384),
        new("ECC_NIST_P521", KeyFamily.Ecc, 521),
        new("ECC_SECG_P256K1", KeyFamily.Ecc, 256),
        new("HMAC_256", KeyFamily.Hmac, 256),
        new("HMAC_384", KeyFamily.Hmac, 384),
        new("HMAC_512", KeyFamily.Hmac, 512),
    ];

    /// <summary>Of the API's enumeration, those that .NET has no cryptography for (SHA-224, Ed25519, ML-DSA) or that are China's
    /// (SM2).</summary>
    public static readonly string[] Unsupported = ["HMAC_224", "ECC_NIST_EDWARDS25519", "ML_DSA_44", "ML_DSA_65", "ML_DSA_87", "SM2"];

    public static readonly string[] Names = [.. All.Select(s => s.Name), .. Unsupported];

    /// <summary>Those of data key pairs.</summary>
    public static readonly string[] PairNames = [.. All.Where(s => s.IsAsymmetric).Select(s => s.Name), "SM2", "ECC_NIST_EDWARDS25519"];

    public bool IsAsymmetric => Family is KeyFamily.Rsa or KeyFamily.Ecc;

    /// <summary>Rotates by itself; no other kind does.</summary>
    public bool Rotates => Family is KeyFamily.Symmetric;

    public IReadOnlyList<string> Usages =>
        Family switch
        {
            KeyFamily.Symmetric => [KeyUsage.Encrypt],
            KeyFamily.Rsa => [KeyUsage.Encrypt, KeyUsage.Sign],
            KeyFamily.Hmac => [KeyUsage.Mac],
            _ => Name == "ECC_SECG_P256K1" ? [KeyUsage.Sign] : [KeyUsage.Sign, KeyUsage.Agree],
        };

    public IReadOnlyList<string> EncryptionAlgorithms =>
        Family is KeyFamily.Symmetric ? [Default]
        : Family is KeyFamily.Rsa ? ["RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256"]
        : [];

    public IReadOnlyList<string> SigningAlgorithms =>
        (Family, Bits) switch
        {
            (KeyFamily.Rsa, _) =>
            [
                "RSASSA_PKCS1_V1_5_SHA_256",
                "RSASSA_PKCS1_V1_5_SHA_384",
                "RSASSA_PKCS1_V1_5_SHA_512",
                "RSASSA_PSS_SHA_256",
                "RSASSA_PSS_SHA_384",
                "RSASSA_PSS_SHA_512",
            ],
            (KeyFamily.Ecc, 256) => ["ECDSA_SHA_256"],
            (KeyFamily.Ecc, 384) => ["ECDSA_SHA_384"],
            (KeyFamily.Ecc, _) => ["ECDSA_SHA_512"],
            _ => [],
        };

    public IReadOnlyList<string> MacAlgorithms => Family is KeyFamily.Hmac ? [$"HMAC_SHA_{Bits}"] : [];

    public ECCurve Curve =>
        Name switch
        {
            "ECC_NIST_P256" => ECCurve.NamedCurves.nistP256,
            "ECC_NIST_P384" => ECCurve.NamedCurves.nistP384,
            "ECC_NIST_P521" => ECCurve.NamedCurves.nistP521,
            _ => ECCurve.CreateFromValue("1.3.132.0.10"),
        };

    public static KeySpec Of(string name) => All.First(s => s.Name == name);
}

internal static class KeyUsage
{
    public const string Encrypt = "ENCRYPT_DECRYPT",
        Sign = "SIGN_VERIFY",
        Mac = "GENERATE_VERIFY_MAC",
        Agree = "KEY_AGREEMENT";

    public static readonly string[] All = [Sign, Encrypt, Mac, Agree];
}
