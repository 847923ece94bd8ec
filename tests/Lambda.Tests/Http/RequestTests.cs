using System.Text.Json;
using System.Text.Json.Nodes;
using Lambda.Runtime;
using Lambda.Tests.Infrastructure;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Lambda.Tests.Http;

public sealed class RequestTests
{
    [Fact]
    public async Task The_sample_event_of_an_HTTP_API_becomes_a_request()
    {
        var seen = await EchoAsync(Samples.HttpApi());
        Assert.Equal("POST", Text(seen, "method"));
        Assert.Equal("https", Text(seen, "scheme"));
        Assert.Equal("id.execute-api.us-east-1.amazonaws.com", Text(seen, "host"));
        Assert.Equal("", Text(seen, "pathBase"));
        Assert.Equal("/my/path", Text(seen, "path"));
        Assert.Equal("?parameter1=value1&parameter1=value2&parameter2=value", Text(seen, "query"));
        Assert.Equal("/my/path?parameter1=value1&parameter1=value2&parameter2=value", Text(seen, "rawTarget"));
        Assert.Equal("value1,value2", Text(seen.GetProperty("headers"), "header2"));
        Assert.Equal("cookie1; cookie2", Text(seen.GetProperty("headers"), "cookie"));
        Assert.Equal("Hello from Lambda", Text(seen, "body"));
        Assert.Equal(17, seen.GetProperty("contentLength").GetInt32());
        Assert.Equal("192.0.2.1", Text(seen, "remoteIp"));
        Assert.Equal("HTTP/1.1", Text(seen, "protocol"));
    }

    [Fact]
    public async Task The_sample_event_of_a_function_URL_becomes_a_request_of_its_IAM_user()
    {
        var seen = await EchoAsync(Samples.FunctionUrl());
        Assert.Equal(
            ("/my/path", "Hello from client!", "123.123.123.123"),
            (Text(seen, "path"), Text(seen, "body"), Text(seen, "remoteIp"))
        );
        Assert.True(seen.GetProperty("authenticated").GetBoolean());
        Assert.Contains(seen.GetProperty("claims").EnumerateArray(), claim =>
            claim.GetString()!.EndsWith("=arn:aws:iam::111122223333:user/example-user")
        );
    }

    [Fact]
    public async Task The_sample_event_of_a_REST_API_becomes_a_request_below_its_stage()
    {
        var seen = await EchoAsync(Samples.RestApi());
        Assert.Equal(("GET", "/prod", "/my/path"), (Text(seen, "method"), Text(seen, "pathBase"), Text(seen, "path")));
        Assert.Equal(["parameter1=value1", "parameter1=value 1&2", "parameter2=value"], Strings(seen, "values"));
        Assert.Equal("value1,value2", Text(seen.GetProperty("headers"), "header2"));
        Assert.Equal("192.0.2.7", Text(seen, "remoteIp"));
        Assert.Equal(["sub=user-1", "email=ada@example.com"], Strings(seen, "claims"));
    }

    [Fact]
    public async Task The_sample_event_of_a_load_balancer_becomes_a_request_of_the_address_that_the_load_balancer_saw()
    {
        var seen = await EchoAsync(Samples.LoadBalancer());
        Assert.Equal(
            ("GET", "http", "/lambda", "?query=1234%20ABCD"),
            (Text(seen, "method"), Text(seen, "scheme"), Text(seen, "path"), Text(seen, "query"))
        );
        Assert.Equal("72.12.164.125", Text(seen, "remoteIp"));
        Assert.Equal("lambda-alb-123578498.us-east-2.elb.amazonaws.com", Text(seen, "host"));
    }

    [Fact]
    public async Task A_load_balancer_with_multi_value_headers_is_heard_in_full()
    {
        var seen = await EchoAsync(Samples.LoadBalancerMultiValue());
        Assert.Equal("https", Text(seen, "scheme"));
        Assert.Equal(["myKey=val1", "myKey=val2"], Strings(seen, "values"));
        Assert.Equal("value1", Text(seen.GetProperty("cookies"), "name1"));
        Assert.Equal("value2", Text(seen.GetProperty("cookies"), "name2"));
    }

    [Fact]
    public async Task A_load_balancer_s_health_check_is_a_request_too()
    {
        await using var function = await Function.StartAsync(app => app.MapGet("/", () => "up"));
        var answer = (await function.InvokeAsync(Samples.LoadBalancerHealthCheck())).Json;
        Assert.Equal(
            (200, "200 OK", "up"),
            (answer.GetProperty("statusCode").GetInt32(), Text(answer, "statusDescription"), Text(answer, "body"))
        );
    }

    [Theory]
    [InlineData("/a%20b/%C3%BC", "/a b/ü")]
    [InlineData("/a b/ü", "/a b/ü")]
    [InlineData("/100%", "/100%")]
    [InlineData("/one%2Ftwo", "/one%2Ftwo")]
    [InlineData("/plus+and&amp;", "/plus+and&amp;")]
    public async Task A_path_is_decoded_once_whether_or_not_it_comes_encoded(string raw, string expected)
    {
        var seen = await EchoAsync(Samples.Get(raw));
        Assert.Equal((expected, raw), (Text(seen, "path"), Text(seen, "rawTarget")));
    }

    [Fact]
    public async Task A_query_stays_as_it_was_sent()
    {
        var seen = await EchoAsync(Samples.Get("/", "a=1%2B1&b=x+y&a=%26&empty=&flag"));
        Assert.Equal("?a=1%2B1&b=x+y&a=%26&empty=&flag", Text(seen, "query"));
        Assert.Equal(["a=1+1", "a=&", "b=x y", "empty=", "flag="], Strings(seen, "values"));
    }

    [Theory]
    [InlineData("prod", "/prod/orders", "/prod", "/orders")]
    [InlineData("prod", "/prod", "/prod", "/")]
    [InlineData("prod", "/products", "", "/products")]
    [InlineData("$default", "/orders", "", "/orders")]
    public async Task A_stage_is_the_path_base(string stage, string path, string pathBase, string rest)
    {
        var seen = await EchoAsync(Samples.HttpApi(request => (request["rawPath"], request["requestContext"]!["stage"]) = (path, stage)));
        Assert.Equal((pathBase, rest), (Text(seen, "pathBase"), Text(seen, "path")));
    }

    [Fact]
    public async Task A_custom_domain_s_mapping_is_the_path_base_when_it_is_configured()
    {
        var seen = await EchoAsync(Samples.Get("/shop/orders"), ("Lambda:PathBase", "/shop"));
        Assert.Equal(("/shop", "/orders"), (Text(seen, "pathBase"), Text(seen, "path")));
    }

    [Fact]
    public async Task Claims_of_a_JWT_authorizer_are_the_user_s()
    {
        var seen = await EchoAsync(Samples.HttpApi());
        Assert.True(seen.GetProperty("authenticated").GetBoolean());
        Assert.Equal(["claim1=value1", "claim2=value2", "scope=scope1", "scope=scope2"], Strings(seen, "claims"));
        Assert.False((await EchoAsync(Samples.Get("/"), anonymous: true)).GetProperty("authenticated").GetBoolean());
    }

    [Fact]
    public async Task What_a_request_cannot_say_stands_in_the_event()
    {
        await using var function = await Function.StartAsync(context =>
            context.Response.WriteAsync(
                context
                    .Features.GetRequiredFeature<Invocation>()
                    .Event.GetProperty("stageVariables")
                    .GetProperty("stageVariable1")
                    .GetString()!
            )
        );
        Assert.Equal("value1", Text((await function.InvokeAsync(Samples.HttpApi())).Json, "body"));
    }

    [Fact]
    public async Task A_binary_body_arrives_byte_for_byte()
    {
        var bytes = Enumerable.Range(0, 256).Select(i => (byte)i).ToArray();
        byte[] seen = [];
        await using var function = await Function.StartAsync(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            seen = body.ToArray();
        });
        await function.InvokeAsync(
            Samples.HttpApi(request => (request["body"], request["isBase64Encoded"]) = (Convert.ToBase64String(bytes), true))
        );
        Assert.Equal(bytes, seen);
    }

    [Fact]
    public async Task A_body_larger_than_an_endpoint_allows_is_refused_as_by_Kestrel()
    {
        int? status = null;
        await using var function = await Function.StartAsync(async context =>
        {
            context.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = 10;
            try
            {
                await context.Request.Body.ReadExactlyAsync(new byte[1]);
            }
            catch (BadHttpRequestException refused)
            {
                status = refused.StatusCode;
            }
        });
        await function.InvokeAsync(Samples.HttpApi());
        Assert.Equal(413, status);
    }

    [Fact]
    public async Task The_trace_identifier_is_Lambda_s_request_id()
    {
        await using var function = await Function.StartAsync(Echo.RunAsync);
        var invocation = function.Api.Start(Samples.Get("/"));
        Assert.Equal(invocation.Id, Text(JsonElement.Parse(Text((await invocation.Outcome).Json, "body")), "traceIdentifier"));
    }

    private static async Task<JsonElement> EchoAsync(string request, params (string, string)[] settings)
    {
        await using var function = await Function.StartAsync(Echo.RunAsync, settings);
        return JsonElement.Parse(Text((await function.InvokeAsync(request)).Json, "body"));
    }

    private static Task<JsonElement> EchoAsync(string request, bool anonymous)
    {
        var changed = JsonNode.Parse(request)!;
        Assert.Equal(anonymous, changed["requestContext"]!.AsObject().Remove("authorizer"));
        return EchoAsync(changed.ToJsonString());
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;

    private static string[] Strings(JsonElement json, string name) =>
        [.. json.GetProperty(name).EnumerateArray().Select(item => item.GetString()!)];
}
