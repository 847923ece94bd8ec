using System.Globalization;
using System.Net;
using Services.Tests.Infrastructure;

namespace Services.Tests.Api;

public sealed class CrossSiteTests(Servers servers) : ApiTest(servers)
{
    [Theory]
    [InlineData("localhost:5080", null)]
    [InlineData("127.0.0.1:5080", null)]
    [InlineData("127.8.9.10", null)]
    [InlineData("[::1]:5080", null)]
    [InlineData("api.localhost", null)]
    [InlineData("tunnel.example.com", null)]
    [InlineData("a.dev.example.com", null)]
    [InlineData("evil.example.com", "AllowedHosts=evil.example.com")]
    [InlineData("localhost.evil.com", "AllowedHosts=localhost.evil.com")]
    [InlineData("192.168.1.7:5080", "AllowedHosts=192.168.1.7")]
    public async Task In_Development_a_service_answers_to_names_of_this_machine_and_to_those_allowed(string host, string? setting) =>
        await AnswersAsync(Request(HttpMethod.Get, ("Host", host)), setting);

    [Theory]
    [InlineData("http://localhost:3000", null)]
    [InlineData("https://shop.localhost", null)]
    [InlineData("http://127.0.0.1:8080", null)]
    [InlineData("http://[::1]:8080", null)]
    [InlineData("https://app.example.com", null)]
    [InlineData("https://evil.example.com", "AllowedOrigins=https://evil.example.com")]
    [InlineData("http://localhost.evil.com", "AllowedOrigins=http://localhost.evil.com")]
    [InlineData("http://bucket.s3.localhost:AWS", "AllowedOrigins")]
    [InlineData("null", "AllowedOrigins")]
    [InlineData("file://localhost", "AllowedOrigins")]
    public async Task In_Development_pages_of_this_machine_may_call_and_those_allowed(string origin, string? setting) =>
        await AnswersAsync(Request(HttpMethod.Get, ("Origin", origin.Replace("AWS", AwsPort)), ("Sec-Fetch-Site", "cross-site")), setting);

    [Theory]
    [InlineData("GET", "navigate", "document", true)]
    [InlineData("POST", "navigate", "document", false)]
    [InlineData("GET", "no-cors", "image", false)]
    [InlineData("GET", "navigate", "iframe", false)]
    public async Task In_Development_a_foreign_page_without_an_origin_may_only_link(
        string method,
        string mode,
        string dest,
        bool allowed
    ) =>
        await AnswersAsync(
            Request(new HttpMethod(method), ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", mode), ("Sec-Fetch-Dest", dest)),
            allowed ? null : "cross-site"
        );

    [Fact]
    public async Task A_page_that_came_over_an_allowed_name_may_call_it() =>
        await AnswersAsync(Request(HttpMethod.Get, ("Host", "tunnel.example.com"), ("Origin", "https://tunnel.example.com")), null);

    [Fact]
    public async Task In_Production_names_and_origins_are_the_gateway_s_business() =>
        Assert.Equal(
            HttpStatusCode.OK,
            (await Http.SendAsync(Request(HttpMethod.Get, ("Host", "api.example.com"), ("Origin", "https://evil.example.com")))).StatusCode
        );

    private string AwsPort => new Uri(Stack.Configuration["AWS_ENDPOINT_URL"]!).Port.ToString(CultureInfo.InvariantCulture);

    private async Task AnswersAsync(HttpRequestMessage request, string? refusal)
    {
        Stack.Configuration["AllowedHosts"] = "tunnel.example.com; *.dev.example.com";
        Stack.Configuration["AllowedOrigins"] = "https://app.example.com/";
        await using var api = new ApiHost(Stack.Configuration, environment: "Development");
        var response = await api.CreateClient().SendAsync(request);
        if (refusal is null)
        {
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
        else
        {
            Assert.Contains(refusal, (await response.ProblemAsync(HttpStatusCode.Forbidden)).GetProperty("detail").GetString());
        }
    }

    private static HttpRequestMessage Request(HttpMethod method, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, "/alive");
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }
}
