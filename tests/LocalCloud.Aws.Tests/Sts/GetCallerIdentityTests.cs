using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

namespace LocalCloud.Aws.Tests.Sts;

public sealed class GetCallerIdentityTests : AwsTest
{
    [Fact]
    public async Task A_twelve_digit_access_key_is_the_account()
    {
        var identity = await Sts.GetCallerIdentityAsync(new GetCallerIdentityRequest());

        Assert.Equal((Account, $"arn:aws:iam::{Account}:root"), (identity.Account, identity.Arn));
    }

    [Fact]
    public async Task Any_other_access_key_is_account_zero()
    {
        var client = Client(
            new AmazonSecurityTokenServiceConfig(),
            (credentials, config) => new AmazonSecurityTokenServiceClient(credentials, config),
            "test"
        );

        var identity = await client.GetCallerIdentityAsync(new GetCallerIdentityRequest());

        Assert.Equal("000000000000", identity.Account);
    }

    [Fact]
    public async Task An_operation_that_is_not_there_is_refused_by_name()
    {
        var error = await Assert.ThrowsAsync<AmazonSecurityTokenServiceException>(() =>
            Sts.DecodeAuthorizationMessageAsync(new() { EncodedMessage = "a" })
        );

        Assert.Equal(
            ("InvalidAction", "DecodeAuthorizationMessage of sts is not supported by LocalCloud."),
            (error.ErrorCode, error.Message)
        );
    }
}
