using System.Security.Cryptography;
using System.Text;

namespace LocalCloud.Aws.Tests.Kms;

public sealed class EncryptionTests : KmsTest
{
    private string? _data;

    protected override string? DataDirectory => _data ??= Directory.CreateTempSubdirectory("kms").FullName;

    [Fact]
    public async Task What_is_encrypted_is_decrypted_without_naming_the_key_also_after_a_restart()
    {
        var key = await KeyAsync();
        var blob = await EncryptAsync(key, "hello");
        await RestartAsync();
        var answer = await CallAsync("Decrypt", $$"""{"CiphertextBlob":"{{blob}}"}""");
        Assert.Equal("hello", Encoding.UTF8.GetString(Bytes(answer, "Plaintext")));
        Assert.Equal(Arn(key), (string?)answer["KeyId"]);
        Assert.Equal("SYMMETRIC_DEFAULT", (string?)answer["EncryptionAlgorithm"]);
    }

    [Fact]
    public async Task The_context_must_be_told_again_in_any_order()
    {
        var key = await KeyAsync();
        var blob = await EncryptAsync(key, "hello", ""","EncryptionContext":{"tenant":"a","purpose":"b"}""");
        Assert.Equal("hello", await DecryptAsync(blob, ""","EncryptionContext":{"purpose":"b","tenant":"a"}"""));
        foreach (
            var context in new[] { "", ""","EncryptionContext":{"tenant":"a"}""", ""","EncryptionContext":{"tenant":"b","purpose":"a"}""" }
        )
            Assert.Equal(
                "InvalidCiphertextException",
                (await FailAsync("Decrypt", $$"""{"CiphertextBlob":"{{blob}}"{{context}} }""")).Code
            );
    }

    [Fact]
    public async Task A_changed_blob_is_none()
    {
        var blob = Convert.FromBase64String(await EncryptAsync(await KeyAsync(), "hello"));
        for (var at = 0; at < blob.Length; at += 7)
        {
            var changed = (byte[])blob.Clone();
            changed[at] ^= 1;
            var (code, _) = await FailAsync("Decrypt", $$"""{"CiphertextBlob":"{{Convert.ToBase64String(changed)}}"}""");
            Assert.Equal("InvalidCiphertextException", code);
        }
    }

    [Fact]
    public async Task A_data_key_is_given_with_itself_encrypted()
    {
        var key = await KeyAsync();
        var made = await CallAsync("GenerateDataKey", $$"""{"KeyId":"{{key}}","KeySpec":"AES_256","EncryptionContext":{"a":"b"} }""");
        Assert.Equal(32, Bytes(made, "Plaintext").Length);
        var back = await CallAsync("Decrypt", $$"""{"CiphertextBlob":"{{made["CiphertextBlob"]}}","EncryptionContext":{"a":"b"} }""");
        Assert.Equal((string?)made["Plaintext"], (string?)back["Plaintext"]);
        Assert.Equal(100, Bytes(await CallAsync("GenerateDataKey", $$"""{"KeyId":"{{key}}","NumberOfBytes":100}"""), "Plaintext").Length);
        var blind = await CallAsync("GenerateDataKeyWithoutPlaintext", $$"""{"KeyId":"{{key}}","KeySpec":"AES_128"}""");
        Assert.Null(blind["Plaintext"]);
        Assert.Equal(16, Bytes(await CallAsync("Decrypt", $$"""{"CiphertextBlob":"{{blind["CiphertextBlob"]}}"}"""), "Plaintext").Length);
        Assert.Equal(
            ("ValidationException", "Please specify either number of bytes or key spec."),
            await FailAsync("GenerateDataKey", $$"""{"KeyId":"{{key}}"}""")
        );
    }

    [Fact]
    public async Task A_data_key_pair_signs_what_its_public_key_verifies()
    {
        var key = await KeyAsync();
        var pair = await CallAsync("GenerateDataKeyPair", $$"""{"KeyId":"{{key}}","KeyPairSpec":"ECC_NIST_P256"}""");
        byte[] message = [1, 2, 3];
        using var own = ECDsa.Create();
        own.ImportPkcs8PrivateKey(Bytes(pair, "PrivateKeyPlaintext"), out _);
        using var other = ECDsa.Create();
        other.ImportSubjectPublicKeyInfo(Bytes(pair, "PublicKey"), out _);
        Assert.True(other.VerifyData(message, own.SignData(message, HashAlgorithmName.SHA256), HashAlgorithmName.SHA256));
        var back = await CallAsync("Decrypt", $$"""{"CiphertextBlob":"{{pair["PrivateKeyCiphertextBlob"]}}"}""");
        Assert.Equal((string?)pair["PrivateKeyPlaintext"], (string?)back["Plaintext"]);
        var blind = await CallAsync("GenerateDataKeyPairWithoutPlaintext", $$"""{"KeyId":"{{key}}","KeyPairSpec":"RSA_2048"}""");
        Assert.Null(blind["PrivateKeyPlaintext"]);
    }

    [Fact]
    public async Task ReEncrypt_moves_from_key_to_key()
    {
        var (one, two) = (await KeyAsync(), await KeyAsync());
        var blob = await EncryptAsync(one, "hello", ""","EncryptionContext":{"a":"b"}""");
        var moved = await CallAsync(
            "ReEncrypt",
            $$"""{"CiphertextBlob":"{{blob}}","SourceEncryptionContext":{"a":"b"},"DestinationKeyId":"{{two}}"}"""
        );
        Assert.Equal((Arn(one), Arn(two)), ((string?)moved["SourceKeyId"], (string?)moved["KeyId"]));
        await CallAsync("DisableKey", $$"""{"KeyId":"{{one}}"}""");
        Assert.Equal("hello", await DecryptAsync((string)moved["CiphertextBlob"]!));
    }

    [Theory]
    [InlineData("RSAES_OAEP_SHA_1", 214)]
    [InlineData("RSAES_OAEP_SHA_256", 190)]
    public async Task An_rsa_key_encrypts_what_others_encrypt_with_its_public_key_too(string algorithm, int most)
    {
        var key = await KeyAsync("""{"KeySpec":"RSA_2048","KeyUsage":"ENCRYPT_DECRYPT"}""");
        using var rsa = RSA.Create();
        rsa.ImportSubjectPublicKeyInfo(Bytes(await CallAsync("GetPublicKey", $$"""{"KeyId":"{{key}}"}"""), "PublicKey"), out _);
        var padding = most == 190 ? RSAEncryptionPadding.OaepSHA256 : RSAEncryptionPadding.OaepSHA1;
        var blob = Convert.ToBase64String(rsa.Encrypt("hello"u8.ToArray(), padding));
        var asked = $""","KeyId":"{key}","EncryptionAlgorithm":"{algorithm}" """;
        Assert.Equal("hello", await DecryptAsync(blob, asked));
        Assert.Equal("mine", await DecryptAsync(await EncryptAsync(key, "mine", $""","EncryptionAlgorithm":"{algorithm}" """), asked));
        var tooLong = Convert.ToBase64String(new byte[most + 1]);
        Assert.Equal(
            ("ValidationException", $"Algorithm {algorithm} and key spec RSA_2048 cannot encrypt data larger than {most} bytes."),
            await FailAsync("Encrypt", $$"""{"KeyId":"{{key}}","EncryptionAlgorithm":"{{algorithm}}","Plaintext":"{{tooLong}}"}""")
        );
    }

    [Fact]
    public async Task A_dry_run_does_nothing_and_says_that_it_would()
    {
        var key = await KeyAsync();
        Assert.Equal(
            "DryRunOperationException",
            (await FailAsync("Encrypt", $$"""{"KeyId":"{{key}}","Plaintext":"aGk=","DryRun":true}""")).Code
        );
        await CallAsync("DisableKey", $$"""{"KeyId":"{{key}}"}""");
        Assert.Equal("DisabledException", (await FailAsync("Encrypt", $$"""{"KeyId":"{{key}}","Plaintext":"aGk=","DryRun":true}""")).Code);
    }

    [Fact]
    public async Task A_key_rotates_on_its_day_and_still_reads_what_is_old()
    {
        var key = await KeyAsync();
        var blob = await EncryptAsync(key, "old");
        await CallAsync("EnableKeyRotation", $$"""{"KeyId":"{{key}}","RotationPeriodInDays":90}""");
        Clock.Advance(TimeSpan.FromDays(200));
        var rotations = (await CallAsync("ListKeyRotations", $$"""{"KeyId":"{{key}}"}"""))["Rotations"]!.AsArray();
        Assert.Equal(2, rotations.Count);
        Assert.Equal(["NON_CURRENT", "CURRENT"], rotations.Select(r => (string?)r!["KeyMaterialState"]));
        Assert.Equal(Beginning.AddDays(90).ToUnixTimeSeconds(), (long)(double)rotations[0]!["RotationDate"]!);
        var status = await CallAsync("GetKeyRotationStatus", $$"""{"KeyId":"{{key}}"}""");
        Assert.Equal(
            (true, 90, Beginning.AddDays(270).ToUnixTimeSeconds()),
            ((bool)status["KeyRotationEnabled"]!, (int)status["RotationPeriodInDays"]!, (long)(double)status["NextRotationDate"]!)
        );
        Assert.Equal("old", await DecryptAsync(blob));
        await CallAsync("RotateKeyOnDemand", $$"""{"KeyId":"{{key}}"}""");
        await CallAsync("DisableKeyRotation", $$"""{"KeyId":"{{key}}"}""");
        Clock.Advance(TimeSpan.FromDays(1000));
        rotations = (await CallAsync("ListKeyRotations", $$"""{"KeyId":"{{key}}"}"""))["Rotations"]!.AsArray();
        Assert.Equal(["AUTOMATIC", "AUTOMATIC", "ON_DEMAND"], rotations.Select(r => (string?)r!["RotationType"]));
        Assert.Equal("old", await DecryptAsync(blob));
    }

    [Fact]
    public async Task Random_bytes_are_as_many_as_asked_for() =>
        Assert.Equal(64, Bytes(await CallAsync("GenerateRandom", """{"NumberOfBytes":64}"""), "Plaintext").Length);
}
