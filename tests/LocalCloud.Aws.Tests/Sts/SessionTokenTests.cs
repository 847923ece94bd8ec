using Amazon.SecurityToken.Model;
using LocalCloud.Aws.Tests.CloudFormation;

namespace LocalCloud.Aws.Tests.Sts;

public sealed class SessionTokenTests : StackTest
{
    [Fact]
    public async Task Credentials_of_a_session_lead_to_the_same_account_for_half_a_day()
    {
        var credentials = (await Sts.GetSessionTokenAsync(new GetSessionTokenRequest())).Credentials;
        Assert.Equal((Account, Clock.GetUtcNow().AddHours(12).UtcDateTime), (credentials.AccessKeyId, credentials.Expiration!.Value.ToUniversalTime()));
        Assert.Equal(Account, (await Sts.GetAccessKeyInfoAsync(new() { AccessKeyId = credentials.AccessKeyId })).Account);
    }

    [Fact]
    public async Task A_federated_user_has_a_name_in_the_account()
    {
        var user = (await Sts.GetFederationTokenAsync(new GetFederationTokenRequest { Name = "bob", DurationSeconds = 900 })).FederatedUser;
        Assert.Equal(($"{Account}:bob", $"arn:aws:sts::{Account}:federated-user/bob"), (user.FederatedUserId, user.Arn));
    }

    [Fact]
    public async Task A_sessions_name_has_its_characters() =>
        Assert.Equal(("ValidationError", """1 validation error detected: Value 'a b' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\w+=,.@-]*"""),
            await FailAsync("sts", "2011-06-15", "AssumeRole", ("RoleArn", $"arn:aws:iam::{Account}:role/r"), ("RoleSessionName", "a b")));
}
