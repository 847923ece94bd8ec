using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Aws.Iam.Access;

namespace LocalCloud.Aws.Tests.Kms;

/// <summary>What is asked for where policies are enforced.</summary>
public sealed class EnforcedKeyTests : KmsTest
{
    [Fact]
    public async Task A_call_by_alias_or_by_ciphertext_asks_for_the_key()
    {
        var key = await KeyAsync();
        await CallAsync("CreateAlias", $$"""{"AliasName":"alias/shop","TargetKeyId":"{{key}}"}""");
        var blob = await EncryptAsync(key, "hello");
        var other = await KeyAsync();
        Assert.Equal([$"kms:Encrypt {Arn(key)}"], Needed("Encrypt", """{"KeyId":"alias/shop","Plaintext":"aGk="}"""));
        Assert.Equal([$"kms:Decrypt {Arn(key)}"], Needed("Decrypt", $$"""{"CiphertextBlob":"{{blob}}"}"""));
        Assert.Equal(
            [$"kms:ReEncryptFrom {Arn(key)}", $"kms:ReEncryptTo {Arn(other)}"],
            Needed("ReEncrypt", $$"""{"CiphertextBlob":"{{blob}}","DestinationKeyId":"{{other}}"}""")
        );
        Assert.Equal(
            [$"kms:UpdateAlias arn:aws:kms:{Region}:{Account}:alias/shop", $"kms:UpdateAlias {Arn(other)}"],
            Needed("UpdateAlias", $$"""{"AliasName":"alias/shop","TargetKeyId":"{{other}}"}""")
        );
        Assert.Equal(["kms:CreateKey *"], Needed("CreateKey", "{}"));
    }

    private IEnumerable<string> Needed(string operation, string input)
    {
        var service = Host.Service("kms");
        var known = (RecordOperation)service.Find(operation)!;
        var request = JsonNode.Parse(input).Deserialize(known.Request)!;
        var context = new Context(Host, new(Account, Region), "http://localhost", "id", CancellationToken.None);
        return CallPermissions.Of(service, known, request, context).Select(p => $"{p.Action} {p.Forms[0]}").ToList();
    }
}
