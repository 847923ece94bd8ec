using System.Text;
using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Tests.Kms;

/// <summary>A test of KMS, with what most of its tests begin with: a key.</summary>
public abstract class KmsTest() : JsonServiceTest("kms", "TrentService")
{
    protected async Task<string> KeyAsync(string input = "{}") => (string)(await CallAsync("CreateKey", input))["KeyMetadata"]!["KeyId"]!;

    protected async Task<string> EncryptAsync(string key, string text, string more = "") =>
        (string)(await CallAsync("Encrypt", $$"""{"KeyId":"{{key}}","Plaintext":"{{Base64(text)}}"{{more}} }"""))["CiphertextBlob"]!;

    protected async Task<string> DecryptAsync(string blob, string more = "") =>
        Text(await CallAsync("Decrypt", $$"""{"CiphertextBlob":"{{blob}}"{{more}} }"""), "Plaintext");

    protected async Task<string> StateAsync(string key) =>
        (string)(await CallAsync("DescribeKey", $$"""{"KeyId":"{{key}}"}"""))["KeyMetadata"]!["KeyState"]!;

    protected string Arn(string key) => $"arn:aws:kms:{Region}:{Account}:key/{key}";

    protected static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    protected static byte[] Bytes(JsonNode answer, string member) => Convert.FromBase64String((string)answer[member]!);

    private static string Text(JsonNode answer, string member) => Encoding.UTF8.GetString(Bytes(answer, member));
}
