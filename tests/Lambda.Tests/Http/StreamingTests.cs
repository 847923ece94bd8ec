using System.Text;
using System.Text.Json;
using Lambda.Tests.Infrastructure;
using Microsoft.AspNetCore.Http;

namespace Lambda.Tests.Http;

public sealed class StreamingTests
{
    private static readonly (string, string) On = ("Lambda:ResponseStreaming", "true");

    [Fact]
    public async Task A_stream_begins_with_its_prelude_and_arrives_as_it_is_written()
    {
        var goOn = new TaskCompletionSource();
        await using var function = await Function.StartAsync(
            async context =>
            {
                context.Response.StatusCode = 206;
                context.Response.ContentType = "text/plain";
                context.Response.Cookies.Append("a", "1");
                await context.Response.WriteAsync("first ");
                await context.Response.Body.FlushAsync();
                await goOn.Task;
                await context.Response.WriteAsync("second");
            },
            On
        );
        var invocation = function.Api.Start(Samples.FunctionUrl());
        Assert.EndsWith("first ", await invocation.ReceivedAsync("first"));
        goOn.SetResult();

        var outcome = await invocation.Outcome;
        Assert.Equal("application/vnd.awslambda.http-integration-response", outcome.ContentType);
        Assert.Equal("streaming", outcome.ResponseMode);
        Assert.Empty(outcome.Trailers);
        var (prelude, body) = Split(outcome.Body);
        Assert.Equal(206, prelude.GetProperty("statusCode").GetInt32());
        Assert.Equal("text/plain", prelude.GetProperty("headers").GetProperty("Content-Type").GetString());
        Assert.Equal("a=1; path=/", prelude.GetProperty("cookies")[0].GetString());
        Assert.Equal("first second", Encoding.UTF8.GetString(body));
    }

    [Fact]
    public async Task Twenty_megabytes_of_binary_pass_unchanged()
    {
        var part = new byte[1024 * 1024];
        new Random(1).NextBytes(part);
        await using var function = await Function.StartAsync(
            async context =>
            {
                for (var i = 0; i < 20; i++)
                {
                    await context.Response.Body.WriteAsync(part);
                }
            },
            On
        );
        var (_, body) = Split((await function.Api.InvokeAsync(Samples.FunctionUrl())).Body);
        Assert.Equal(20 * part.Length, body.Length);
        Assert.True(body.AsSpan(19 * part.Length).SequenceEqual(part));
    }

    [Fact]
    public async Task An_answer_without_a_body_is_a_prelude()
    {
        await using var function = await Function.StartAsync(
            context =>
            {
                context.Response.StatusCode = 204;
                return Task.CompletedTask;
            },
            On
        );
        var (prelude, body) = Split((await function.Api.InvokeAsync(Samples.FunctionUrl())).Body);
        Assert.Equal(204, prelude.GetProperty("statusCode").GetInt32());
        Assert.Empty(body);
    }

    [Fact]
    public async Task An_exception_in_the_middle_ends_the_stream_with_the_error_in_its_trailers()
    {
        await using var function = await Function.StartAsync(
            async context =>
            {
                await context.Response.WriteAsync("begun");
                throw new InvalidOperationException("broke in the middle");
            },
            On
        );
        var outcome = await function.Api.InvokeAsync(Samples.FunctionUrl());
        Assert.EndsWith("begun", outcome.Text);
        Assert.Equal("Function.InvalidOperationException", outcome.Trailers["Lambda-Runtime-Function-Error-Type"]);
        var error = JsonElement.Parse(Convert.FromBase64String(outcome.Trailers["Lambda-Runtime-Function-Error-Body"]));
        Assert.Contains("broke in the middle", error.GetProperty("errorMessage").GetString());

        await function.Api.FrozenAsync();
    }

    [Fact]
    public async Task An_exception_before_the_first_byte_is_a_500()
    {
        await using var function = await Function.StartAsync(_ => throw new InvalidOperationException("early"), On);
        var (prelude, body) = Split((await function.Api.InvokeAsync(Samples.FunctionUrl())).Body);
        Assert.Equal(500, prelude.GetProperty("statusCode").GetInt32());
        Assert.Contains("\"status\":500", Encoding.UTF8.GetString(body));
    }

    [Fact]
    public async Task A_REST_API_is_streamed_multi_value_headers()
    {
        await using var function = await Function.StartAsync(
            context =>
            {
                context.Response.Cookies.Append("a", "1");
                context.Response.Cookies.Append("b", "2");
                return context.Response.WriteAsync("x");
            },
            On
        );
        var (prelude, _) = Split((await function.Api.InvokeAsync(Samples.RestApi())).Body);
        Assert.Equal(2, prelude.GetProperty("multiValueHeaders").GetProperty("Set-Cookie").GetArrayLength());
    }

    private static (JsonElement Prelude, byte[] Body) Split(byte[] stream)
    {
        var end = stream.AsSpan().IndexOf(new byte[8]);
        Assert.True(end > 0, Encoding.UTF8.GetString(stream));
        return (JsonElement.Parse(stream.AsSpan(0, end)), stream[(end + 8)..]);
    }
}
