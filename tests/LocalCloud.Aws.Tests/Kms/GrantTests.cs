namespace LocalCloud.Aws.Tests.Kms;

public sealed class GrantTests : KmsTest
{
    private const string Grantee = "arn:aws:iam::123456789012:role/reader";

    [Fact]
    public async Task A_grant_is_listed_until_it_is_revoked_or_retired()
    {
        var key = await KeyAsync();
        var input =
            $$"""{"KeyId":"{{key}}","GranteePrincipal":"{{Grantee}}","RetiringPrincipal":"{{Grantee}}","Operations":["Decrypt"],"Name":"one"}""";
        var made = await CallAsync("CreateGrant", input);
        Assert.Equal((string?)made["GrantId"], (string?)(await CallAsync("CreateGrant", input))["GrantId"]);
        var other = await CallAsync("CreateGrant", $$"""{"KeyId":"{{key}}","GranteePrincipal":"{{Grantee}}","Operations":["Encrypt"]}""");
        Assert.Equal(2, (await CallAsync("ListGrants", $$"""{"KeyId":"{{key}}"}"""))["Grants"]!.AsArray().Count);
        var retirable = (await CallAsync("ListRetirableGrants", $$"""{"RetiringPrincipal":"{{Grantee}}"}"""))["Grants"]!.AsArray();
        Assert.Equal((string?)made["GrantId"], (string?)Assert.Single(retirable)!["GrantId"]);
        await CallAsync("RetireGrant", $$"""{"GrantToken":"{{made["GrantToken"]}}"}""");
        await CallAsync("RevokeGrant", $$"""{"KeyId":"{{key}}","GrantId":"{{other["GrantId"]}}"}""");
        Assert.Empty((await CallAsync("ListGrants", $$"""{"KeyId":"{{key}}"}"""))["Grants"]!.AsArray());
        Assert.Equal(
            "NotFoundException",
            (await FailAsync("RevokeGrant", $$"""{"KeyId":"{{key}}","GrantId":"{{other["GrantId"]}}"}""")).Code
        );
    }

    [Fact]
    public async Task An_operation_that_cannot_be_granted_is_refused()
    {
        var key = await KeyAsync();
        Assert.Equal(
            "ValidationException",
            (
                await FailAsync("CreateGrant", $$"""{"KeyId":"{{key}}","GranteePrincipal":"{{Grantee}}","Operations":["PutKeyPolicy"]}""")
            ).Code
        );
    }
}
