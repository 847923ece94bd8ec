using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Tests.Kms;

public sealed class ImportTests : KmsTest
{
    private static readonly byte[] Material = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    [Theory]
    [InlineData("RSAES_OAEP_SHA_256")]
    [InlineData("RSAES_OAEP_SHA_1")]
    [InlineData("RSA_AES_KEY_WRAP_SHA_256")]
    public async Task Material_comes_from_outside(string algorithm)
    {
        var key = await KeyAsync("""{"Origin":"EXTERNAL"}""");
        Assert.Equal("PendingImport", await StateAsync(key));
        Assert.Equal(
            ("KMSInvalidStateException", $"{Arn(key)} is pending import."),
            await FailAsync("Encrypt", $$"""{"KeyId":"{{key}}","Plaintext":"aGk="}""")
        );
        await ImportAsync(key, Material, algorithm);
        Assert.Equal("Enabled", await StateAsync(key));
        Assert.Equal("hello", await DecryptAsync(await EncryptAsync(key, "hello")));
    }

    [Fact]
    public async Task Material_expires_and_comes_back_only_as_it_was()
    {
        var key = await KeyAsync("""{"Origin":"EXTERNAL"}""");
        var until = Clock.GetUtcNow().AddDays(10).ToUnixTimeSeconds();
        await ImportAsync(key, Material, more: $$""","ValidTo":{{until}},"ExpirationModel":"KEY_MATERIAL_EXPIRES" """);
        var blob = await EncryptAsync(key, "hello");
        Clock.Advance(TimeSpan.FromDays(10));
        Assert.Equal("PendingImport", await StateAsync(key));
        var (token, wrapped) = await WrapAsync(key, [.. Material.Reverse()], "RSAES_OAEP_SHA_256");
        Assert.Equal("IncorrectKeyMaterialException", (await FailAsync("ImportKeyMaterial", Input(key, token, wrapped))).Code);
        await ImportAsync(key, Material);
        Assert.Equal("hello", await DecryptAsync(blob));
        await CallAsync("DeleteImportedKeyMaterial", $$"""{"KeyId":"{{key}}"}""");
        Assert.Equal("PendingImport", await StateAsync(key));
    }

    [Fact]
    public async Task A_token_is_good_for_its_key_and_for_a_day()
    {
        var (one, two) = (await KeyAsync("""{"Origin":"EXTERNAL"}"""), await KeyAsync("""{"Origin":"EXTERNAL"}"""));
        var (token, wrapped) = await WrapAsync(one, Material, "RSAES_OAEP_SHA_256");
        Assert.Equal("InvalidImportTokenException", (await FailAsync("ImportKeyMaterial", Input(two, token, wrapped))).Code);
        Clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal("ExpiredImportTokenException", (await FailAsync("ImportKeyMaterial", Input(one, token, wrapped))).Code);
        Assert.Equal(
            "UnsupportedOperationException",
            (
                await FailAsync(
                    "GetParametersForImport",
                    $$"""{"KeyId":"{{await KeyAsync()}}","WrappingAlgorithm":"RSAES_OAEP_SHA_256","WrappingKeySpec":"RSA_2048"}"""
                )
            ).Code
        );
    }

    private async Task ImportAsync(string key, byte[] material, string algorithm = "RSAES_OAEP_SHA_256", string? more = null)
    {
        var (token, wrapped) = await WrapAsync(key, material, algorithm);
        await CallAsync("ImportKeyMaterial", Input(key, token, wrapped, more));
    }

    private static string Input(string key, JsonNode token, byte[] wrapped, string? more = null) =>
        $$"""
            {"KeyId":"{{key}}","ImportToken":"{{token}}","EncryptedKeyMaterial":"{{Convert.ToBase64String(wrapped)}}"
            {{more ?? ""","ExpirationModel":"KEY_MATERIAL_DOES_NOT_EXPIRE" """}}}
            """;

    private async Task<(JsonNode Token, byte[] Wrapped)> WrapAsync(string key, byte[] material, string algorithm)
    {
        var parameters = await CallAsync(
            "GetParametersForImport",
            $$"""{"KeyId":"{{key}}","WrappingAlgorithm":"{{algorithm}}","WrappingKeySpec":"RSA_2048"}"""
        );
        using var rsa = RSA.Create();
        rsa.ImportSubjectPublicKeyInfo(Bytes(parameters, "PublicKey"), out _);
        var padding = algorithm.EndsWith("256", StringComparison.Ordinal) ? RSAEncryptionPadding.OaepSHA256 : RSAEncryptionPadding.OaepSHA1;
        if (!algorithm.StartsWith("RSA_AES", StringComparison.Ordinal))
            return (parameters["ImportToken"]!, rsa.Encrypt(material, padding));
        using var aes = Aes.Create();
        return (parameters["ImportToken"]!, [.. rsa.Encrypt(aes.Key, padding), .. aes.EncryptKeyWrapPadded(material)]);
    }
}
