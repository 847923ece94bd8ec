using Amazon.SecurityToken.Model;
using LocalCloud.Aws.Tests.CloudFormation;

namespace LocalCloud.Aws.Tests.Sts;

public sealed class SessionTokenTests : CloudFormationTest
{
    [Fact]
    public async Task Credentials_of_a_session_lead_to_the_same_account_for_half_a_day()
    {
        var credentials = (await Sts.GetSessionTokenAsync(new GetSessionTokenRequest())).Credentials;
        Assert.Equal(Clock.GetUtcNow().AddHours(12).UtcDateTime, credentials.Expiration!.Value.ToUniversalTime());
        Assert.Matches("^ASIA[A-Z2-7]{16}$", credentials.AccessKeyId);
        Assert.Equal(Account, (await Sts.GetAccessKeyInfoAsync(new() { AccessKeyId = credentials.AccessKeyId })).Account);
        var session = Client(
            new Amazon.SecurityToken.AmazonSecurityTokenServiceConfig(),
            (keys, config) => new Amazon.SecurityToken.AmazonSecurityTokenServiceClient(keys, config),
            credentials.AccessKeyId
        );
        Assert.Equal(Account, (await session.GetCallerIdentityAsync(new())).Account);
    }

    [Theory]
    [InlineData("000000000000")]
    [InlineData("000000000001")]
    [InlineData("999999999999")]
    public async Task Credentials_of_a_role_lead_to_its_account(string account)
    {
        var credentials = (
            await Sts.AssumeRoleAsync(new() { RoleArn = $"arn:aws:iam::{account}:role/r", RoleSessionName = "session" })
        ).Credentials;
        Assert.Equal(account, (await Sts.GetAccessKeyInfoAsync(new() { AccessKeyId = credentials.AccessKeyId })).Account);
    }

    [Fact]
    public async Task A_federated_user_has_a_name_in_the_account()
    {
        var user = (await Sts.GetFederationTokenAsync(new GetFederationTokenRequest { Name = "bob", DurationSeconds = 900 })).FederatedUser;
        Assert.Equal(($"{Account}:bob", $"arn:aws:sts::{Account}:federated-user/bob"), (user.FederatedUserId, user.Arn));
    }

    [Fact]
    public async Task A_sessions_name_has_its_characters() =>
        Assert.Equal(
            (
                "ValidationError",
                """1 validation error detected: Value 'a b' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\w+=,.@-]*"""
            ),
            await FailAsync("sts", "2011-06-15", "AssumeRole", ("RoleArn", $"arn:aws:iam::{Account}:role/r"), ("RoleSessionName", "a b"))
        );
}
