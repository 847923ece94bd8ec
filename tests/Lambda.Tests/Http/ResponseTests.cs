using System.Text;
using System.Text.Json;
using Lambda.Tests.Infrastructure;
using Microsoft.AspNetCore.Http;

namespace Lambda.Tests.Http;

public sealed class ResponseTests
{
    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0, 255, 1];

    [Fact]
    public async Task Status_headers_and_text_go_back()
    {
        var answer = await AnswerAsync(Samples.Get("/"), async context =>
        {
            context.Response.StatusCode = 201;
            context.Response.Headers.Location = "/orders/1";
            context.Response.Headers.Append("x-many", "a");
            context.Response.Headers.Append("x-many", "b");
            await context.Response.WriteAsJsonAsync("Grüße");
        });
        Assert.Equal(201, answer.GetProperty("statusCode").GetInt32());
        Assert.Equal("\"Grüße\"", answer.GetProperty("body").GetString());
        Assert.False(answer.GetProperty("isBase64Encoded").GetBoolean());
        Assert.Equal("/orders/1", Header(answer, "Location"));
        Assert.Equal("a,b", Header(answer, "x-many"));
        Assert.Equal("application/json; charset=utf-8", Header(answer, "Content-Type"));
    }

    [Theory]
    [InlineData("image/png", null, true)]
    [InlineData("application/pdf", null, true)]
    [InlineData("text/html; charset=utf-8", null, false)]
    [InlineData("text/html; charset=utf-16", null, true)]
    [InlineData("application/problem+json", null, false)]
    [InlineData("image/svg+xml", null, false)]
    [InlineData("application/x-www-form-urlencoded", null, false)]
    [InlineData("application/json", "gzip", true)]
    [InlineData("application/json", "identity", false)]
    [InlineData(null, null, false)]
    public async Task Bodies_are_base64_by_their_type_and_encoding(string? contentType, string? encoding, bool base64)
    {
        var answer = await AnswerAsync(Samples.Get("/"), async context =>
        {
            context.Response.ContentType = contentType;
            context.Response.Headers.ContentEncoding = encoding;
            await context.Response.Body.WriteAsync("plain"u8.ToArray());
        });
        Assert.Equal(base64, answer.GetProperty("isBase64Encoded").GetBoolean());
        Assert.Equal(
            "plain",
            base64 ? Encoding.UTF8.GetString(answer.GetProperty("body").GetBytesFromBase64()) : answer.GetProperty("body").GetString()
        );
    }

    [Theory]
    [InlineData("image/png")]
    [InlineData("text/plain")]
    [InlineData(null)]
    public async Task Bytes_that_are_no_text_are_never_broken_whatever_their_type_says(string? contentType)
    {
        var answer = await AnswerAsync(Samples.Get("/"), async context =>
        {
            context.Response.ContentType = contentType;
            await context.Response.Body.WriteAsync(Png);
        });
        Assert.True(answer.GetProperty("isBase64Encoded").GetBoolean());
        Assert.Equal(Png, answer.GetProperty("body").GetBytesFromBase64());
    }

    [Fact]
    public async Task Cookies_stay_apart_in_payload_2()
    {
        var answer = await AnswerAsync(Samples.Get("/"), SetCookies);
        Assert.Equal(
            ["a=1; path=/", "b=x%2Cy; path=/"],
            answer.GetProperty("cookies").EnumerateArray().Select(cookie => cookie.GetString()!)
        );
        Assert.False(answer.GetProperty("headers").TryGetProperty("Set-Cookie", out _));
    }

    [Fact]
    public async Task A_REST_API_gets_multi_value_headers()
    {
        var answer = await AnswerAsync(Samples.RestApi(), SetCookies);
        Assert.Equal(
            ["a=1; path=/", "b=x%2Cy; path=/"],
            answer.GetProperty("multiValueHeaders").GetProperty("Set-Cookie").EnumerateArray().Select(cookie => cookie.GetString()!)
        );
    }

    [Fact]
    public async Task A_load_balancer_gets_headers_in_the_form_that_it_sends()
    {
        var many = await AnswerAsync(Samples.LoadBalancerMultiValue(), SetCookies);
        Assert.Equal(2, many.GetProperty("multiValueHeaders").GetProperty("Set-Cookie").GetArrayLength());
        Assert.False(many.TryGetProperty("headers", out _));

        var single = await AnswerAsync(Samples.LoadBalancer(), SetCookies);
        var cookies = single
            .GetProperty("headers")
            .EnumerateObject()
            .Where(header => header.Name.Equals("Set-Cookie", StringComparison.OrdinalIgnoreCase))
            .ToList();
        Assert.Equal(["a=1; path=/", "b=x%2Cy; path=/"], cookies.Select(cookie => cookie.Value.GetString()!));
        Assert.Equal(2, cookies.Select(cookie => cookie.Name).Distinct().Count());
        Assert.Equal("200 OK", single.GetProperty("statusDescription").GetString());
    }

    [Fact]
    public async Task Callbacks_run_before_the_headers_are_fixed_and_after_the_end()
    {
        var order = new List<string>();
        var answer = await AnswerAsync(Samples.Get("/"), async context =>
        {
            context.Response.OnStarting(() =>
            {
                order.Add("first registered");
                context.Response.Headers["x-late"] = "yes";
                return Task.CompletedTask;
            });
            context.Response.OnStarting(() =>
            {
                order.Add("last registered");
                return Task.CompletedTask;
            });
            context.Response.OnCompleted(() =>
            {
                order.Add("completed");
                return Task.CompletedTask;
            });
            await context.Response.WriteAsync("x");
            Assert.True(context.Response.HasStarted);
            Assert.Throws<InvalidOperationException>(() => context.Response.Headers["x-too-late"] = "no");
        });
        Assert.Equal("yes", Header(answer, "x-late"));
        Assert.Equal(["last registered", "first registered"], order.Take(2));
    }

    [Fact]
    public async Task A_HEAD_request_is_answered_without_a_body()
    {
        var answer = await AnswerAsync(Samples.HttpApi(request => request["requestContext"]!["http"]!["method"] = "HEAD"), context =>
            context.Response.WriteAsync("not sent")
        );
        Assert.Equal("", answer.GetProperty("body").GetString());
    }

    [Fact]
    public async Task An_answer_of_six_megabytes_goes_out_and_a_larger_one_is_a_clear_error()
    {
        var answer = await AnswerAsync(Samples.Get("/"), context => context.Response.WriteAsync(new string('x', 6_291_000)));
        Assert.Equal(6_291_000, answer.GetProperty("body").GetString()!.Length);

        await using var function = await Function.StartAsync(context => context.Response.WriteAsync(new string('x', 6_292_000)));
        var refused = (await function.InvokeAsync(Samples.Get("/"))).Json;
        Assert.Equal(500, refused.GetProperty("statusCode").GetInt32());
        Assert.Equal("application/problem+json", Header(refused, "Content-Type"));
        Assert.Contains("6292000 bytes", refused.GetProperty("body").GetString());
        Assert.Contains("Lambda:ResponseStreaming", refused.GetProperty("body").GetString());
    }

    [Fact]
    public async Task A_load_balancer_s_limit_is_one_megabyte()
    {
        var answer = await AnswerAsync(Samples.LoadBalancer(), context => context.Response.WriteAsync(new string('x', 1_100_000)));
        Assert.Equal(500, answer.GetProperty("statusCode").GetInt32());
    }

    [Fact]
    public async Task An_exception_that_the_application_leaves_is_a_500_and_is_logged()
    {
        await using var function = await Function.StartAsync(_ => throw new InvalidOperationException("broken"));
        Assert.Equal(500, (await function.InvokeAsync(Samples.Get("/"))).Json.GetProperty("statusCode").GetInt32());
        Assert.Contains(function.Logs.Lines, entry => entry.Line.StartsWith("Error") && entry.Line.Contains("broken"));
        Assert.Equal(500, (await function.InvokeAsync(Samples.Get("/"))).Json.GetProperty("statusCode").GetInt32());
    }

    private static Task SetCookies(HttpContext context)
    {
        context.Response.Cookies.Append("a", "1");
        context.Response.Cookies.Append("b", "x,y");
        return Task.CompletedTask;
    }

    private static async Task<JsonElement> AnswerAsync(string request, RequestDelegate run)
    {
        await using var function = await Function.StartAsync(run);
        return (await function.InvokeAsync(request)).Json;
    }

    private static string? Header(JsonElement answer, string name) => answer.GetProperty("headers").GetProperty(name).GetString();
}
