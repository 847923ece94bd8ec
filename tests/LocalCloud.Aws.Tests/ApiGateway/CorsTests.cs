namespace LocalCloud.Aws.Tests.ApiGateway;

public sealed class CorsTests : ApiGatewayTest
{
    private const string Cors = """
        ,"corsConfiguration":{"allowOrigins":["https://shop.test","http://*"],"allowMethods":["GET","POST"],
        "allowHeaders":["authorization","x-a"],"exposeHeaders":["x-b"],"maxAge":300,"allowCredentials":true}
        """;

    private static Action<HttpRequestMessage> From(string origin, bool preflight = false) =>
        request =>
        {
            request.Headers.Add("Origin", origin);
            if (preflight)
                request.Headers.Add("Access-Control-Request-Method", "POST");
        };

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? string.Join('|', values) : null;

    [Theory]
    [InlineData("https://shop.test")]
    [InlineData("http://anything.test")]
    public async Task Preflight_requests_are_answered_without_a_route(string origin)
    {
        var api = await FunctionApiAsync("GET /", _ => "{}", more: Cors);

        using var response = await AskAsync(api, "/nowhere", "OPTIONS", From(origin, preflight: true));

        Assert.Equal(
            (204, origin, "GET,POST", "authorization,x-a", "300", "true", "x-b"),
            (
                (int)response.StatusCode,
                Header(response, "access-control-allow-origin"),
                Header(response, "access-control-allow-methods"),
                Header(response, "access-control-allow-headers"),
                Header(response, "access-control-max-age"),
                Header(response, "access-control-allow-credentials"),
                Header(response, "access-control-expose-headers")
            )
        );
    }

    [Fact]
    public async Task Other_origins_get_no_headers_and_no_answer()
    {
        var api = await FunctionApiAsync("GET /", _ => "{}", more: Cors);

        using var preflight = await AskAsync(api, "/", "OPTIONS", From("https://other.test", preflight: true));
        using var plain = await AskAsync(api, "/", more: From("https://other.test"));
        Assert.Equal((204, null), ((int)preflight.StatusCode, Header(preflight, "access-control-allow-origin")));
        Assert.Equal((403, null), ((int)plain.StatusCode, Header(plain, "access-control-allow-origin")));
    }

    [Fact]
    public async Task The_APIs_headers_replace_the_integrations()
    {
        var api = await FunctionApiAsync(
            "GET /",
            _ => """{"statusCode":200,"headers":{"Access-Control-Allow-Origin":"*","Access-Control-Max-Age":"1"}}""",
            more: Cors
        );

        using var response = await AskAsync(api, "/", more: From("https://shop.test"));
        Assert.Equal(
            ("https://shop.test", null, "x-b"),
            (
                Header(response, "access-control-allow-origin"),
                Header(response, "access-control-max-age"),
                Header(response, "access-control-expose-headers")
            )
        );
        using var missing = await AskAsync(api, "/missing", more: From("https://shop.test"));
        Assert.Equal((404, "https://shop.test"), ((int)missing.StatusCode, Header(missing, "access-control-allow-origin")));
    }

    [Fact]
    public async Task Without_a_configuration_CORS_is_the_integrations_business()
    {
        var api = await FunctionApiAsync(
            "ANY /",
            e =>
                $$"""
                    {"statusCode":200,"headers":{"Access-Control-Allow-Origin":"mine"},
                     "body":"{{e["requestContext"]!["http"]!["method"]}}"}
                    """,
            more: Cors
        );
        await DoAsync("DELETE", $"/v2/apis/{api}/cors");

        using var response = await AskAsync(api, "/", "OPTIONS", From("http://localhost:5173", preflight: true));
        Assert.Equal(
            (200, "mine", "OPTIONS"),
            ((int)response.StatusCode, Header(response, "access-control-allow-origin"), await response.Content.ReadAsStringAsync())
        );
    }
}
