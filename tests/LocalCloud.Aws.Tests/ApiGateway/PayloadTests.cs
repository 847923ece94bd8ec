using System.Text;
using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Tests.ApiGateway;

public sealed class PayloadTests : ApiGatewayTest
{
    private async Task<JsonNode> EventAsync(
        string key,
        string path,
        string version,
        string method = "GET",
        Action<HttpRequestMessage>? more = null,
        HttpContent? content = null
    )
    {
        JsonNode? seen = null;
        var api = await FunctionApiAsync(
            key,
            e =>
            {
                seen = e;
                return """{"statusCode":200}""";
            },
            version
        );
        Assert.Equal(200, (await StatusAsync(AskAsync(api, path, method, more, content))).Status);
        Assert.Equal(api, (string?)seen!["requestContext"]!["apiId"]);
        return seen;
    }

    [Fact]
    public async Task Format_2_is_as_documented()
    {
        var e = await EventAsync(
            "POST /pets/{id}/{rest+}",
            "/pets/a%20b/c/d%2Fe?x=1&x=2&y=a%20b",
            "2.0",
            "POST",
            request =>
            {
                request.Headers.TryAddWithoutValidation("Cookie", "a=1; b=2");
                request.Headers.TryAddWithoutValidation("X-Many", ["one", "two"]);
                request.Headers.TryAddWithoutValidation("User-Agent", "tester");
                request.Headers.TryAddWithoutValidation("X-Amzn-Trace-Id", "Root=1-67891233-abcdef012345678912345678");
            },
            Bytes("""{"n":1}"""u8.ToArray(), "application/json")
        );

        Assert.Equal(
            ("2.0", "POST /pets/{id}/{rest+}", "/pets/a b/c/d/e", "x=1&x=2&y=a%20b"),
            ((string?)e["version"], (string?)e["routeKey"], (string?)e["rawPath"], (string?)e["rawQueryString"])
        );
        Assert.Equal("""["a=1","b=2"]""", e["cookies"]!.ToJsonString());
        Assert.Equal("""{"x":"1,2","y":"a b"}""", e["queryStringParameters"]!.ToJsonString());
        Assert.Equal("""{"id":"a b","rest":"c/d/e"}""", e["pathParameters"]!.ToJsonString());
        var headers = e["headers"]!.AsObject();
        Assert.All(headers, h => Assert.Equal(h.Key.ToLowerInvariant(), h.Key));
        Assert.Equal(
            ("one,two", "application/json", "http", "tester"),
            (
                (string?)headers["x-many"],
                (string?)headers["content-type"],
                (string?)headers["x-forwarded-proto"],
                (string?)headers["user-agent"]
            )
        );
        Assert.StartsWith("Root=1-", (string?)headers["x-amzn-trace-id"], StringComparison.Ordinal);
        Assert.False(headers.ContainsKey("cookie"));
        Assert.Equal(("""{"n":1}""", false), ((string?)e["body"], (bool)e["isBase64Encoded"]!));
        Assert.False(e.AsObject().ContainsKey("stageVariables"));
        var context = e["requestContext"]!.AsObject();
        Assert.Equal(
            ["accountId", "apiId", "domainName", "domainPrefix", "http", "requestId", "routeKey", "stage", "time", "timeEpoch"],
            context.Select(m => m.Key)
        );
        Assert.Equal(
            (Account, "$default", "01/Jan/2026:00:00:00 +0000", 1767225600000L),
            ((string?)context["accountId"], (string?)context["stage"], (string?)context["time"], (long)context["timeEpoch"]!)
        );
        Assert.Equal(
            ("POST", "/pets/a b/c/d/e", "tester"),
            ((string?)context["http"]!["method"], (string?)context["http"]!["path"], (string?)context["http"]!["userAgent"])
        );
        Assert.EndsWith($".execute-api.{Region}.amazonaws.com", (string?)context["domainName"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Format_2_leaves_out_what_is_empty()
    {
        var e = (await EventAsync("GET /", "/", "2.0")).AsObject();

        Assert.Equal(
            ["version", "routeKey", "rawPath", "rawQueryString", "headers", "requestContext", "isBase64Encoded"],
            e.Select(m => m.Key)
        );
        Assert.Equal(("", false), ((string?)e["rawQueryString"], (bool)e["isBase64Encoded"]!));
    }

    [Theory]
    [InlineData("text/plain; charset=utf-8", false)]
    [InlineData("application/json", false)]
    [InlineData("application/json; charset=utf-8", false)]
    [InlineData("APPLICATION/JSON;charset=UTF-8", false)]
    [InlineData("application/json; charset=iso-8859-1", true)]
    [InlineData("application/json; charset=utf-8; v=1", true)]
    [InlineData("application/json; v=1", true)]
    [InlineData("text/html; charset=utf-8", true)]
    [InlineData("text/html", false)]
    [InlineData("application/problem+json", false)]
    [InlineData("application/xml", false)]
    [InlineData("application/x-www-form-urlencoded", true)]
    [InlineData("application/octet-stream", true)]
    [InlineData("multipart/form-data; boundary=x", true)]
    [InlineData("image/png", true)]
    public async Task A_body_is_text_or_base64_by_its_type(string type, bool encoded)
    {
        var e = await EventAsync("POST /", "/", "2.0", "POST", content: Bytes("a=b"u8.ToArray(), type));

        Assert.Equal((encoded ? Convert.ToBase64String("a=b"u8) : "a=b", encoded), ((string?)e["body"], (bool)e["isBase64Encoded"]!));
    }

    [Fact]
    public async Task Format_1_is_that_of_REST_APIs()
    {
        var e = await EventAsync(
            "ANY /pets/{id}",
            "/pets/7?x=1&x=2",
            "1.0",
            "PUT",
            request => request.Headers.TryAddWithoutValidation("Cookie", "a=1; b=2"),
            Bytes("hi"u8.ToArray(), "text/plain")
        );

        Assert.Equal(
            ("1.0", "/pets/{id}", "/pets/7", "PUT"),
            ((string?)e["version"], (string?)e["resource"], (string?)e["path"], (string?)e["httpMethod"])
        );
        Assert.Equal("""{"x":"2"}""", e["queryStringParameters"]!.ToJsonString());
        Assert.Equal("""{"x":["1","2"]}""", e["multiValueQueryStringParameters"]!.ToJsonString());
        Assert.Equal("a=1; b=2", (string?)e["headers"]!["Cookie"]);
        Assert.Equal("""["text/plain"]""", e["multiValueHeaders"]!["Content-Type"]!.ToJsonString());
        Assert.Equal("""{"id":"7"}""", e["pathParameters"]!.ToJsonString());
        Assert.Equal(("hi", false), ((string?)e["body"], (bool)e["isBase64Encoded"]!));
        Assert.True(e.AsObject().ContainsKey("stageVariables"));
        var context = e["requestContext"]!;
        Assert.Equal(
            ("/pets/{id}", "/pets/7", "PUT", "01/Jan/2026:00:00:00 +0000", 1767225600000L),
            (
                (string?)context["resourcePath"],
                (string?)context["path"],
                (string?)context["httpMethod"],
                (string?)context["requestTime"],
                (long)context["requestTimeEpoch"]!
            )
        );
    }

    [Theory]
    [InlineData("""{"a":1}""", """{"a":1}""")]
    [InlineData("\"hello\"", "hello")]
    [InlineData("[1,2]", "[1,2]")]
    [InlineData("null", "null")]
    public async Task What_has_no_status_is_the_body_of_a_200(string returned, string body)
    {
        var api = await FunctionApiAsync("GET /", _ => returned);

        using var response = await AskAsync(api, "/");
        Assert.Equal(
            (200, body, "application/json"),
            ((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Content.Headers.ContentType?.ToString())
        );
    }

    [Fact]
    public async Task Status_headers_cookies_and_binary_bodies_go_back()
    {
        var api = await FunctionApiAsync("GET /", _ =>
            $$"""
                {"statusCode":201,"headers":{"content-type":"image/png","x-number":7},"cookies":["a=1; Secure","b=2"],"isBase64Encoded":true,"body":"{{Convert.ToBase64String([
                    0,
                    255,
                    1,
                ])}}"}
                """
        );

        using var response = await AskAsync(api, "/");
        Assert.Equal(
            (201, "image/png", "7"),
            ((int)response.StatusCode, response.Content.Headers.ContentType?.ToString(), response.Headers.GetValues("x-number").Single())
        );
        Assert.Equal(["a=1; Secure", "b=2"], response.Headers.GetValues("Set-Cookie"));
        Assert.Equal([0, 255, 1], await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Format_1_has_headers_with_many_values()
    {
        var api = await FunctionApiAsync(
            "GET /",
            _ => """{"statusCode":"202","headers":{"x-a":"0","x-b":"1"},"multiValueHeaders":{"x-a":["1","2"]},"body":"ok"}""",
            "1.0"
        );

        using var response = await AskAsync(api, "/");
        Assert.Equal(
            (202, "ok", "text/plain; charset=utf-8"),
            ((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Content.Headers.ContentType?.ToString())
        );
        Assert.Equal("1,2 1", $"{string.Join(',', response.Headers.GetValues("x-a"))} {response.Headers.GetValues("x-b").Single()}");
    }

    [Theory]
    [InlineData("1.0", """{"a":1}""")]
    [InlineData("1.0", "\"hello\"")]
    [InlineData("2.0", """{"statusCode":"x"}""")]
    [InlineData("2.0", """{"statusCode":200,"isBase64Encoded":true,"body":"%"}""")]
    [InlineData("2.0", "not json")]
    [InlineData("2.0", """{"statusCode":200,"headers":{"x-a":["1","2"]}}""")]
    [InlineData("2.0", """{"statusCode":200,"headers":{"x-a":{"b":1}}}""")]
    public async Task What_is_no_answer_is_an_internal_error(string version, string returned)
    {
        var api = await FunctionApiAsync("GET /", _ => returned, version);

        Assert.Equal((500, """{"message":"Internal Server Error"}"""), await StatusAsync(AskAsync(api, "/")));
    }

    [Fact]
    public async Task A_function_that_fails_or_is_not_there_is_an_internal_error()
    {
        var api = await FunctionApiAsync("GET /", _ => throw new InvalidOperationException("no"));

        Assert.Equal((500, """{"message":"Internal Server Error"}"""), await StatusAsync(AskAsync(api, "/")));
        Functions.Code.Clear();
        Assert.Equal((500, """{"message":"Internal Server Error"}"""), await StatusAsync(AskAsync(api, "/")));
    }

    [Fact]
    public async Task A_function_that_takes_30_seconds_is_unavailable()
    {
        var begun = new TaskCompletionSource();
        var never = new TaskCompletionSource<string>();
        var api = await FunctionApiAsync("GET /", _ => "{}");
        Functions.Code[Function] = _ =>
        {
            begun.TrySetResult();
            return never.Task;
        };

        var asked = StatusAsync(AskAsync(api, "/"));
        await begun.Task;
        Clock.Advance(TimeSpan.FromSeconds(29.9));
        Assert.False(asked.IsCompleted);
        Clock.Advance(TimeSpan.FromSeconds(0.2));
        Assert.Equal((503, """{"message":"Service Unavailable"}"""), await asked);
        never.SetResult("{}");
    }

    [Fact]
    public async Task Calls_run_side_by_side()
    {
        var all = new TaskCompletionSource();
        var running = 0;
        var api = await FunctionApiAsync("GET /", _ => "{}");
        Functions.Code[Function] = async _ =>
        {
            if (Interlocked.Increment(ref running) == 8)
                all.SetResult();
            await all.Task;
            return "{}";
        };

        var asked = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => StatusAsync(AskAsync(api, "/"))));
        Assert.All(asked, a => Assert.Equal(200, a.Status));
    }

    [Fact]
    public async Task More_than_10_MB_is_too_large()
    {
        var api = await FunctionApiAsync("POST /", e => $$"""{"statusCode":200,"body":"{{((string)e["body"]!).Length}}"}""");

        Assert.Equal(
            (200, (10 << 20).ToString(System.Globalization.CultureInfo.InvariantCulture)),
            await StatusAsync(AskAsync(api, "/", "POST", content: Bytes(Encoding.ASCII.GetBytes(new string('x', 10 << 20)), "text/plain")))
        );
        Assert.Equal(
            (413, """{"message":"Request Entity Too Large"}"""),
            await StatusAsync(AskAsync(api, "/", "POST", content: Bytes(new byte[(10 << 20) + 1], "text/plain")))
        );
    }
}
