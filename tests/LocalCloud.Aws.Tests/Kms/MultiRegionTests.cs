using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Tests.Kms;

public sealed class MultiRegionTests : KmsTest
{
    [Fact]
    public async Task What_is_encrypted_in_one_region_is_decrypted_in_another_also_after_rotation()
    {
        var key = await KeyAsync("""{"MultiRegion":true}""");
        Assert.StartsWith("mrk-", key, StringComparison.Ordinal);
        var replica = await CallAsync("ReplicateKey", $$"""{"KeyId":"{{key}}","ReplicaRegion":"us-east-1"}""");
        var told = replica["ReplicaKeyMetadata"]!["MultiRegionConfiguration"]!;
        Assert.Equal(("REPLICA", Region), ((string?)told["MultiRegionKeyType"], (string?)told["PrimaryKey"]!["Region"]));
        await CallAsync("EnableKeyRotation", $$"""{"KeyId":"{{key}}"}""");
        Clock.Advance(TimeSpan.FromDays(366));
        var blob = await EncryptAsync(key, "hello");
        var there = await ThereAsync("Decrypt", $$"""{"CiphertextBlob":"{{blob}}"}""");
        Assert.Equal("hello", Encoding.UTF8.GetString(Bytes(there, "Plaintext")));
        Assert.Equal($"arn:aws:kms:us-east-1:{Account}:key/{key}", (string?)there["KeyId"]);
    }

    [Fact]
    public async Task A_primary_goes_after_its_replicas()
    {
        var key = await KeyAsync("""{"MultiRegion":true}""");
        await CallAsync("ReplicateKey", $$"""{"KeyId":"{{key}}","ReplicaRegion":"us-east-1"}""");
        Assert.Equal(
            "AlreadyExistsException",
            (await FailAsync("ReplicateKey", $$"""{"KeyId":"{{key}}","ReplicaRegion":"us-east-1"}""")).Code
        );
        var pending = await CallAsync("ScheduleKeyDeletion", $$"""{"KeyId":"{{key}}","PendingWindowInDays":7}""");
        Assert.Equal("PendingReplicaDeletion", (string?)pending["KeyState"]);
        await ThereAsync("ScheduleKeyDeletion", $$"""{"KeyId":"{{key}}","PendingWindowInDays":10}""");
        Clock.Advance(TimeSpan.FromDays(10));
        await ThereAsync("ListKeys", "{}");
        Assert.Equal("PendingDeletion", await StateAsync(key));
        Clock.Advance(TimeSpan.FromDays(7));
        Assert.Equal("NotFoundException", (await FailAsync("DescribeKey", $$"""{"KeyId":"{{key}}"}""")).Code);
    }

    [Fact]
    public async Task The_primary_can_be_another_region()
    {
        var key = await KeyAsync("""{"MultiRegion":true}""");
        Assert.Equal(
            "NotFoundException",
            (await FailAsync("UpdatePrimaryRegion", $$"""{"KeyId":"{{key}}","PrimaryRegion":"us-east-1"}""")).Code
        );
        await CallAsync("ReplicateKey", $$"""{"KeyId":"{{key}}","ReplicaRegion":"us-east-1"}""");
        await CallAsync("UpdatePrimaryRegion", $$"""{"KeyId":"{{key}}","PrimaryRegion":"us-east-1"}""");
        Assert.Equal(
            "UnsupportedOperationException",
            (await FailAsync("ReplicateKey", $$"""{"KeyId":"{{key}}","ReplicaRegion":"eu-north-1"}""")).Code
        );
        await ThereAsync("ReplicateKey", $$"""{"KeyId":"{{key}}","ReplicaRegion":"eu-north-1"}""");
    }

    private async Task<JsonNode> ThereAsync(string operation, string input)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(input)) };
        request.Headers.Add("X-Amz-Target", $"TrentService.{operation}");
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            $"AWS4-HMAC-SHA256 Credential={Account}/20260101/us-east-1/kms/aws4_request, SignedHeaders=host, Signature=0"
        );
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.1");
        using var response = await Http.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, body);
        return JsonNode.Parse(body.Length == 0 ? "{}" : body)!;
    }
}
