using Amazon;
using Platform.Aws;
using Platform.Aws.Minimal;

namespace Services.Tests.Platform;

public sealed class AwsAddressTests
{
    [Theory]
    [InlineData(false, "https://events.eu-west-1.amazonaws.com/")]
    [InlineData(true, "https://events.eu-west-1.api.aws/")]
    public void A_service_is_called_where_its_addresses_are_of_the_kind_that_is_wanted(bool dualStack, string address)
    {
        var config = new MinimalAwsConfig("EventBridge", "events", "events")
        {
            RegionEndpoint = RegionEndpoint.EUWest1,
            UseDualstackEndpoint = dualStack,
        };
        Assert.Equal(address, $"{new Uri(config.DetermineServiceOperationEndpoint(null!).URL)}");
    }

    [Fact]
    public void An_emulators_address_counts_more()
    {
        var config = new AwsEndpoint("http://127.0.0.1:4566", "eu-west-1", null).ApplyTo(new MinimalAwsConfig("SESv2", "email", "ses"));
        config.UseDualstackEndpoint = true;
        Assert.Equal("http://127.0.0.1:4566/", $"{new Uri(config.DetermineServiceOperationEndpoint(null!).URL)}");
    }
}
