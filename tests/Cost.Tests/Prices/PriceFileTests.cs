using LocalCloud.Prices;

namespace Cost.Tests.Prices;

/// <summary>The file of prices: the built-in one and others.</summary>
public sealed class PriceFileTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Theory]
    [InlineData("us-east-1")]
    [InlineData("us-west-2")]
    [InlineData("eu-west-1")]
    [InlineData("eu-central-1")]
    [InlineData("ap-southeast-2")]
    [InlineData("ap-northeast-1")]
    public void Each_region_has_what_a_serverless_stack_is_billed_by(string name)
    {
        var region = PriceList.Load().Region(name);
        foreach (var arm in new[] { false, true })
        {
            Assert.Equal(3, region.Lambda.DurationTiers(arm).Count);
            Assert.True(region.Lambda.Duration(arm) > region.Lambda.DurationTiers(arm)[2].Price);
            Assert.InRange(LambdaCost.BreakEvenUtilization(region.Lambda, arm), 0.5m, 1.5m);
        }
        foreach (
            var price in new[]
            {
                Price.HttpApiRequest,
                Price.SqsRequest,
                Price.SqsFifoRequest,
                Price.Event,
                Price.SnsRequest,
                Price.DynamoDbRead,
                Price.DynamoDbWrite,
                Price.S3Tier1,
                Price.S3Tier2,
                Price.LogGigabyte,
                Price.AlarmMonth,
                Price.SecretMonth,
                Price.InterfaceEndpointHour,
                Price.NatGatewayHour,
                Price.DatabaseHour("db.t4g.micro"),
            }
        )
            Assert.True(region[price] > 0, price);
    }

    [Fact]
    public void A_price_that_was_not_seen_in_the_price_list_says_so()
    {
        var list = PriceList.Load();
        Assert.False(list.Region("us-east-1").IsUnverified("lambda.x86_64.duration"));
        Assert.True(list.Region("eu-central-1").IsUnverified(Price.DynamoDbWrite));
        Assert.False(list.Region("ap-northeast-1").IsUnverified(Price.DynamoDbWrite));
    }

    [Fact]
    public void A_price_that_no_region_needs_to_have_is_missed_by_name()
    {
        var error = Assert.Throws<PriceFileException>(() => PriceList.Load().Region("eu-central-1")[Price.ProxyVcpuHour]);
        Assert.Contains("regions.eu-central-1.rds.proxyVcpuHour", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_ones_own_counts_alone()
    {
        Write(Region(""", "sqs": { "request": 0.5 }"""));
        var list = PriceList.Load(_file);
        Assert.Equal(["here"], list.Regions);
        Assert.Equal((0.5m, 0.1m), (list.Region("here")[Price.SqsRequest], list.Region("here").Lambda.Request));
    }

    [Theory]
    [InlineData("regions.here.sqs.request is \"cheap\", but must be a number, 0 or more", """, "sqs": { "request": "cheap" }""")]
    [InlineData("regions.here.sqs.request is -1, but must be a number, 0 or more", """, "sqs": { "request": -1 }""")]
    [InlineData("regions.here.sqs.requst is no price that is known here", """, "sqs": { "requst": 1 }""")]
    [InlineData(
        "regions.here.httpApi.request[1] must go further than the tier before it",
        """, "httpApi": { "request": [{ "upTo": 5, "price": 1 }, { "upTo": 5, "price": 1 }] }"""
    )]
    [InlineData(
        "regions.here.httpApi.request must end with a tier without upTo",
        """, "httpApi": { "request": [{ "upTo": 5, "price": 1 }] }"""
    )]
    [InlineData("regions.here.httpApi.request[0].price is missing", """, "httpApi": { "request": [{}] }""")]
    [InlineData("regions.here.unverified must be a list of names of prices", """, "unverified": "all" """)]
    public void A_wrong_entry_is_named_by_its_path(string message, string more)
    {
        Write(Region(more));
        Assert.Equal($"{_file}: {message}.", Assert.Throws<PriceFileException>(() => PriceList.Load(_file)).Message);
    }

    [Theory]
    [InlineData("is no JSON", "{")]
    [InlineData("currency must be \"USD\"", """{ "currency": "EUR" }""")]
    [InlineData("regions has no region", """{ "currency": "USD", "date": "2026-01-01", "source": "me", "regions": {} }""")]
    [InlineData(
        "regions.here.lambda is missing",
        """{ "currency": "USD", "date": "2026-01-01", "source": "me", "regions": { "here": {} } }"""
    )]
    public void A_file_that_is_no_list_of_prices_is_refused(string message, string text)
    {
        Write(text);
        Assert.Contains(message, Assert.Throws<PriceFileException>(() => PriceList.Load(_file)).Message, StringComparison.Ordinal);
    }

    private void Write(string text) => File.WriteAllText(_file, text);

    private static string Region(string more) =>
        $$"""
            { "currency": "USD", "date": "2026-01-01", "source": "me", "regions": { "here": {
                "lambda": {
                  "request": 0.1, "streamedGigabyte": 0,
                  "x86_64": { "duration": 1, "provisionedConcurrency": 1, "provisionedDuration": 1, "ephemeralStorage": 1 },
                  "arm64": { "duration": 1, "provisionedConcurrency": 1, "provisionedDuration": 1, "ephemeralStorage": 1 }
                }{{more}} } } }
            """;
}
