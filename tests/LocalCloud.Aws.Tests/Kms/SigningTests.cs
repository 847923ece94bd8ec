using System.Security.Cryptography;
using System.Text;

namespace LocalCloud.Aws.Tests.Kms;

public sealed class SigningTests : KmsTest
{
    [Theory]
    [InlineData("RSA_2048", "RSASSA_PKCS1_V1_5_SHA_256")]
    [InlineData("RSA_2048", "RSASSA_PSS_SHA_512")]
    [InlineData("RSA_3072", "RSASSA_PSS_SHA_384")]
    [InlineData("ECC_NIST_P256", "ECDSA_SHA_256")]
    [InlineData("ECC_NIST_P384", "ECDSA_SHA_384")]
    [InlineData("ECC_NIST_P521", "ECDSA_SHA_512")]
    [InlineData("ECC_SECG_P256K1", "ECDSA_SHA_256")]
    public async Task A_signature_holds_here_and_with_the_public_key(string spec, string algorithm)
    {
        var key = await KeyAsync($$"""{"KeySpec":"{{spec}}","KeyUsage":"SIGN_VERIFY"}""");
        var message = Encoding.UTF8.GetBytes("a message");
        var (input, hash) = (Convert.ToBase64String(message), new HashAlgorithmName($"SHA{algorithm[^3..]}"));
        var asked = $$""" "KeyId":"{{key}}","SigningAlgorithm":"{{algorithm}}" """;
        var signed = await CallAsync("Sign", $$"""{ {{asked}},"Message":"{{input}}"}""");
        var signature = Bytes(signed, "Signature");
        Assert.True(
            (bool)
                (await CallAsync("Verify", $$"""{ {{asked}},"Message":"{{input}}","Signature":"{{signed["Signature"]}}"}"""))[
                    "SignatureValid"
                ]!
        );
        var digest = Convert.ToBase64String(CryptographicOperations.HashData(hash, message));
        await CallAsync("Verify", $$"""{ {{asked}},"Message":"{{digest}}","MessageType":"DIGEST","Signature":"{{signed["Signature"]}}"}""");
        var publicKey = Bytes(await CallAsync("GetPublicKey", $$"""{"KeyId":"{{key}}"}"""), "PublicKey");
        Assert.True(Verifies(spec, algorithm, publicKey, message, signature, hash));

        Assert.Equal(
            "KMSInvalidSignatureException",
            (await FailAsync("Verify", $$"""{ {{asked}},"Message":"{{Base64("another")}}","Signature":"{{signed["Signature"]}}"}""")).Code
        );
        Assert.Equal(
            ("ValidationException", $"Digest is invalid length for algorithm {algorithm}."),
            await FailAsync("Sign", $$"""{ {{asked}},"Message":"{{input}}","MessageType":"DIGEST"}""")
        );
    }

    [Fact]
    public async Task A_key_does_what_it_is_for()
    {
        var key = await KeyAsync();
        Assert.Equal(
            ("InvalidKeyUsageException", $"{Arn(key)} key usage is ENCRYPT_DECRYPT which is not valid for Sign."),
            await FailAsync("Sign", $$"""{"KeyId":"{{key}}","Message":"aGk=","SigningAlgorithm":"ECDSA_SHA_256"}""")
        );
        var ecc = await KeyAsync("""{"KeySpec":"ECC_NIST_P256","KeyUsage":"SIGN_VERIFY"}""");
        Assert.Equal(
            ("InvalidKeyUsageException", "Algorithm ECDSA_SHA_512 is incompatible with key spec ECC_NIST_P256."),
            await FailAsync("Sign", $$"""{"KeyId":"{{ecc}}","Message":"aGk=","SigningAlgorithm":"ECDSA_SHA_512"}""")
        );
        Assert.Equal("UnsupportedOperationException", (await FailAsync("GetPublicKey", $$"""{"KeyId":"{{key}}"}""")).Code);
    }

    [Theory]
    [InlineData(256)]
    [InlineData(384)]
    [InlineData(512)]
    public async Task A_mac_is_verified(int bits)
    {
        var key = await KeyAsync($$"""{"KeySpec":"HMAC_{{bits}}","KeyUsage":"GENERATE_VERIFY_MAC"}""");
        var asked = $$""" "KeyId":"{{key}}","MacAlgorithm":"HMAC_SHA_{{bits}}","Message":"aGk=" """;
        var mac = Bytes(await CallAsync("GenerateMac", $"{{ {asked} }}"), "Mac");
        Assert.Equal(bits / 8, mac.Length);
        Assert.True((bool)(await CallAsync("VerifyMac", $$"""{ {{asked}},"Mac":"{{Convert.ToBase64String(mac)}}"}"""))["MacValid"]!);
        mac[0] ^= 1;
        Assert.Equal(
            "KMSInvalidMacException",
            (await FailAsync("VerifyMac", $$"""{ {{asked}},"Mac":"{{Convert.ToBase64String(mac)}}"}""")).Code
        );
    }

    [Fact]
    public async Task Two_parties_agree_on_a_secret()
    {
        var key = await KeyAsync("""{"KeySpec":"ECC_NIST_P256","KeyUsage":"KEY_AGREEMENT"}""");
        using var own = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var publicKey = Convert.ToBase64String(own.ExportSubjectPublicKeyInfo());
        var answer = await CallAsync(
            "DeriveSharedSecret",
            $$"""{"KeyId":"{{key}}","KeyAgreementAlgorithm":"ECDH","PublicKey":"{{publicKey}}"}"""
        );
        using var other = ECDiffieHellman.Create();
        other.ImportSubjectPublicKeyInfo(Bytes(await CallAsync("GetPublicKey", $$"""{"KeyId":"{{key}}"}"""), "PublicKey"), out _);
        Assert.Equal(own.DeriveRawSecretAgreement(other.PublicKey), Bytes(answer, "SharedSecret"));
        Assert.Equal(
            "ValidationException",
            (await FailAsync("DeriveSharedSecret", $$"""{"KeyId":"{{key}}","KeyAgreementAlgorithm":"ECDH","PublicKey":"aGk="}""")).Code
        );
    }

    private static bool Verifies(string spec, string algorithm, byte[] publicKey, byte[] message, byte[] signature, HashAlgorithmName hash)
    {
        if (!spec.StartsWith("RSA", StringComparison.Ordinal))
        {
            using var ecdsa = ECDsa.Create();
            ecdsa.ImportSubjectPublicKeyInfo(publicKey, out _);
            return ecdsa.VerifyData(message, signature, hash, DSASignatureFormat.Rfc3279DerSequence);
        }
        using var rsa = RSA.Create();
        rsa.ImportSubjectPublicKeyInfo(publicKey, out _);
        return rsa.VerifyData(
            message,
            signature,
            hash,
            algorithm.Contains("PSS", StringComparison.Ordinal) ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1
        );
    }
}
