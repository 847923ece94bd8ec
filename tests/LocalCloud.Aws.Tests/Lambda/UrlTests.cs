using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Tests.Lambda;

public class UrlTests : LambdaTest
{
    private const string Echo =
        "exports.handler = async event => ({ statusCode: 201, headers: { 'x-a': 'b' }, cookies: ['c=1', 'd=2'], body: "
        + "JSON.stringify(event) });";

    private async Task<Uri> UrlAsync(string javascript, string more = "")
    {
        await CreateAsync("web", javascript);
        var created = await DoAsync("POST", "/2021-10-31/functions/web/url", $$"""{"AuthType":"NONE"{{more}}}""");
        return new(new Uri((string)created["FunctionUrl"]!).AbsolutePath, UriKind.Relative);
    }

    [Fact]
    public async Task A_request_is_an_event_of_format_2()
    {
        var url = await UrlAsync(Echo);
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri($"{url}a/b?x=1&x=2&y=z", UriKind.Relative))
        {
            Content = new StringContent("text"),
        };
        request.Headers.Add("Cookie", "k=v; l=w");
        using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(201, (int)response.StatusCode);
        Assert.Equal("b", response.Headers.GetValues("x-a").Single());
        Assert.Equal(["c=1", "d=2"], response.Headers.GetValues("Set-Cookie"));
        var got = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        Assert.Equal(
            ("2.0", "$default", "/a/b", "x=1&x=2&y=z"),
            ((string?)got["version"], (string?)got["routeKey"], (string?)got["rawPath"], (string?)got["rawQueryString"])
        );
        Assert.Equal("""["k=v","l=w"]""", got["cookies"]!.ToJsonString());
        Assert.Equal("""{"x":"1,2","y":"z"}""", got["queryStringParameters"]!.ToJsonString());
        Assert.Equal(
            ("PUT", "/a/b"),
            ((string?)got["requestContext"]!["http"]!["method"], (string?)got["requestContext"]!["http"]!["path"])
        );
        Assert.Equal(("text", false), ((string?)got["body"], (bool)got["isBase64Encoded"]!));
    }

    [Fact]
    public async Task Bytes_go_in_and_out_as_base64()
    {
        var url = await UrlAsync(
            "exports.handler = async e => ({ statusCode: 200, headers: { 'content-type': 'image/png' }, isBase64Encoded: true, body: "
                + "e.body });"
        );
        using var content = new ByteArrayContent([0, 255, 1]);
        content.Headers.ContentType = new("image/png");
        using var response = await Http.PostAsync(url, content, TestContext.Current.CancellationToken);
        Assert.Equal([0, 255, 1], await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal("image/png", response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task What_has_no_status_code_is_the_body()
    {
        var url = await UrlAsync("exports.handler = async () => ({ message: 'hi' });");
        using var response = await Http.GetAsync(url, TestContext.Current.CancellationToken);
        Assert.Equal((200, "application/json"), ((int)response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        Assert.Equal("""{"message":"hi"}""", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_function_that_fails_is_a_bad_gateway()
    {
        var url = await UrlAsync("exports.handler = async () => { throw new Error('x'); };");
        using var response = await Http.GetAsync(url, TestContext.Current.CancellationToken);
        Assert.Equal(502, (int)response.StatusCode);
    }

    [Fact]
    public async Task Preflights_are_answered_by_the_URL_itself()
    {
        var url = await UrlAsync(Echo, ""","Cors":{"AllowOrigins":["https://a.example"],"AllowMethods":["GET"],"MaxAge":60}""");
        using var request = new HttpRequestMessage(HttpMethod.Options, url);
        request.Headers.Add("Origin", "https://a.example");
        request.Headers.Add("Access-Control-Request-Method", "GET");
        using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal("https://a.example", response.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal("60", response.Headers.GetValues("Access-Control-Max-Age").Single());
    }

    [Theory]
    [InlineData("https://a.example", 201)]
    [InlineData("http://localhost:5173", 201)]
    [InlineData("https://evil.example", 403)]
    [InlineData("null", 403)]
    public async Task Pages_that_its_rules_do_not_allow_do_not_run_the_function(string origin, int status)
    {
        var url = await UrlAsync(Echo, ""","Cors":{"AllowOrigins":["https://a.example"],"AllowMethods":["GET"]}""");
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.TryAddWithoutValidation("Origin", origin);
        using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task A_streamed_response_has_its_head_first()
    {
        var url = await UrlAsync(
            """
            exports.handler = awslambda.streamifyResponse(async (event, out) => {
              out = awslambda.HttpResponseStream.from(out, { statusCode: 203, headers: { 'content-type': 'text/plain', 'x-b': 'c' } });
              out.write('piece one, ');
              out.write('piece two');
              out.end();
            });
            """,
            ""","InvokeMode":"RESPONSE_STREAM" """.TrimEnd()
        );
        using var response = await Http.GetAsync(url, TestContext.Current.CancellationToken);
        Assert.Equal((203, "text/plain"), ((int)response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        Assert.Equal("c", response.Headers.GetValues("x-b").Single());
        Assert.Equal("piece one, piece two", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task IAM_asks_for_a_signature()
    {
        await CreateAsync("web", Echo);
        var created = await DoAsync("POST", "/2021-10-31/functions/web/url", """{"AuthType":"AWS_IAM"}""");
        var path = new Uri((string)created["FunctionUrl"]!).AbsolutePath;
        using var response = await Http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(403, (int)response.StatusCode);
        Assert.Equal(201, (await CallAsync("GET", path)).Status);
    }

    [Fact]
    public async Task A_function_has_one_URL()
    {
        await UrlAsync(Echo);
        Assert.Equal(
            "ResourceConflictException",
            (await CallAsync("POST", "/2021-10-31/functions/web/url", """{"AuthType":"NONE"}""")).Code
        );
        await DoAsync("DELETE", "/2021-10-31/functions/web/url");
        Assert.Equal(404, (await CallAsync("GET", "/2021-10-31/functions/web/url")).Status);
    }
}
