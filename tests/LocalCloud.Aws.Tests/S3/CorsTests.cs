using System.Net;
using Amazon.S3.Model;

namespace LocalCloud.Aws.Tests.S3;

public sealed class CorsTests : S3Test
{
    private static readonly (string, string)[] Preflight =
    [
        ("Origin", "https://app.example.com"),
        ("Access-Control-Request-Method", "PUT"),
        ("Access-Control-Request-Headers", "content-type"),
    ];

    [Fact]
    public async Task A_preflight_that_a_rule_matches_is_allowed()
    {
        await AllowAsync("https://*.example.com");
        var answer = await SendAsync(HttpMethod.Options, $"/{Bucket}/key", null, Preflight);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("https://app.example.com", answer.Header("Access-Control-Allow-Origin"));
        Assert.Equal("content-type", answer.Header("Access-Control-Allow-Headers"));
        Assert.Equal("3000", answer.Header("Access-Control-Max-Age"));
    }

    [Fact]
    public async Task A_preflight_from_elsewhere_is_forbidden()
    {
        await AllowAsync("https://other.example.org");
        Assert.Equal("AccessForbidden", (await SendAsync(HttpMethod.Options, $"/{Bucket}/key", null, Preflight)).Code);
    }

    [Fact]
    public async Task Without_rules_a_preflight_is_forbidden()
    {
        await WithBucketAsync();
        Assert.Equal(
            "CORSResponse: CORS is not enabled for this bucket.",
            (await SendAsync(HttpMethod.Options, $"/{Bucket}/key", null, Preflight)).Element("Message")
        );
    }

    [Fact]
    public async Task The_answer_to_another_origin_carries_what_its_browser_wants()
    {
        await AllowAsync("*");
        await PutAsync("key");
        var answer = await SendAsync(HttpMethod.Get, $"/{Bucket}/key", null, ("Origin", "https://app.example.com"));
        Assert.Equal("*", answer.Header("Access-Control-Allow-Origin"));
        Assert.Equal("ETag", answer.Header("Access-Control-Expose-Headers"));
    }

    private async Task AllowAsync(string origin)
    {
        await WithBucketAsync();
        await S3.PutCORSConfigurationAsync(
            Bucket,
            new CORSConfiguration
            {
                Rules =
                [
                    new()
                    {
                        AllowedMethods = ["GET", "PUT"],
                        AllowedOrigins = [origin],
                        AllowedHeaders = ["*"],
                        ExposeHeaders = ["ETag"],
                        MaxAgeSeconds = 3000,
                    },
                ],
            }
        );
    }
}
