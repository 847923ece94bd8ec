using System.Text.Json;
using Lambda.Runtime;
using Lambda.Tests.Infrastructure;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Lambda.Tests.Runtime;

public sealed class RuntimeTests
{
    [Fact]
    public async Task What_Lambda_says_about_an_invocation_reaches_the_handler()
    {
        Invocation? seen = null;
        await using var function = await Function.StartAsync(context =>
        {
            seen = context.Features.Get<Invocation>();
            return Task.CompletedTask;
        });
        var deadline = DateTimeOffset.FromUnixTimeMilliseconds(function.Time.GetUtcNow().AddSeconds(30).ToUnixTimeMilliseconds());
        var first = function.Api.Start(
            Samples.Get("/"),
            deadline,
            "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=1",
            new()
            {
                ["Lambda-Runtime-Client-Context"] = """{"custom":{"a":"b"}}""",
                ["Lambda-Runtime-Cognito-Identity"] = """{"cognitoIdentityId":"id"}""",
                ["Lambda-Runtime-Aws-Tenant-Id"] = "blue",
            }
        );
        await first.Outcome;
        Assert.Equal((first.Id, deadline, true), (seen!.RequestId, seen.Deadline, seen.IsColdStart));
        Assert.Equal("arn:aws:lambda:us-east-1:123456789012:function:shop:live", seen.FunctionArn);
        Assert.StartsWith("Root=1-5bef4de7", seen.TraceHeader);
        Assert.Equal(
            ("""{"custom":{"a":"b"}}""", """{"cognitoIdentityId":"id"}""", "blue"),
            (seen.ClientContext, seen.CognitoIdentity, seen.TenantId)
        );

        await function.InvokeAsync(Samples.Get("/"));
        Assert.False(seen.IsColdStart);
    }

    [Fact]
    public async Task An_exception_in_a_handler_is_an_invocation_error_with_its_stack_and_the_loop_goes_on()
    {
        await using var function = await StartAsync(new Fails());
        var error = (await function.InvokeAsync("""{"fail":true}""")).Error!;
        Assert.Equal("Function.InvalidOperationException", error.Type);
        Assert.Equal("InvalidOperationException", error.Json.GetProperty("errorType").GetString());
        Assert.Equal("it broke ✗", error.Json.GetProperty("errorMessage").GetString());
        Assert.Contains(error.Json.GetProperty("stackTrace").EnumerateArray(), line =>
            line.GetString()!.StartsWith("at Lambda.Tests.Runtime.RuntimeTests.Fails.HandleAsync")
        );
        Assert.Equal("the cause", error.Json.GetProperty("cause").GetProperty("errorMessage").GetString());
        var cause = JsonElement.Parse(error.XRayCause).GetProperty("exceptions")[0];
        Assert.Equal(
            ("InvalidOperationException", "it broke ✗"),
            (cause.GetProperty("type").GetString(), cause.GetProperty("message").GetString())
        );

        Assert.Equal("null", (await function.InvokeAsync("""{"fail":false}""")).Text);
    }

    [Theory]
    [InlineData("""{"some":1,"thing":2}""", "the members some, thing")]
    [InlineData("[]", "a Array for its root")]
    [InlineData("""{"Records":[{"eventSource":"aws:sqs","messageId":"1"}]}""", "the members Records")]
    public async Task An_event_that_nothing_handles_is_an_error_that_names_what_is_known(string payload, string shape)
    {
        await using var function = await Function.StartAsync(_ => Task.CompletedTask);
        var error = (await function.InvokeAsync(payload)).Error!;
        Assert.Equal("Runtime.UnknownEvent", error.Type);
        Assert.Contains(shape, error.Json.GetProperty("errorMessage").GetString());
        Assert.Contains("HTTP API", error.Json.GetProperty("errorMessage").GetString());
    }

    [Fact]
    public async Task A_payload_that_is_no_JSON_is_an_invocation_error()
    {
        await using var function = await Function.StartAsync(_ => Task.CompletedTask);
        Assert.Equal("Function.JsonReaderException", (await function.InvokeAsync("{")).Error!.Type);
        Assert.Equal(200, (await function.InvokeAsync(Samples.Get("/"))).Json.GetProperty("statusCode").GetInt32());
    }

    [Fact]
    public async Task A_response_that_Lambda_does_not_take_is_logged_and_the_loop_goes_on()
    {
        await using var function = await Function.StartAsync(_ => Task.CompletedTask);
        function.Api.RefuseResponsesWith = 413;
        Assert.True((await function.InvokeAsync(Samples.Get("/"))).Refused);
        await function.Api.FrozenAsync();
        Assert.Contains(function.Logs.Lines, entry => entry.Line.Contains("did not take the answer") && entry.Line.Contains("413"));
        function.Api.RefuseResponsesWith = null;
        Assert.Equal(200, (await function.InvokeAsync(Samples.Get("/"))).Json.GetProperty("statusCode").GetInt32());
    }

    [Fact]
    public async Task On_managed_instances_invocations_run_side_by_side()
    {
        var (all, release) = (new CountdownEvent(3), new TaskCompletionSource());
        await using var function = await Function.StartAsync(
            async _ =>
            {
                all.Signal();
                await release.Task;
            },
            ("AWS_LAMBDA_MAX_CONCURRENCY", "3")
        );
        var outcomes = Enumerable.Range(0, 3).Select(_ => function.InvokeAsync(Samples.Get("/"))).ToArray();
        Assert.True(await Task.Run(() => all.Wait(TimeSpan.FromSeconds(30))));
        release.SetResult();
        await Task.WhenAll(outcomes);
    }

    [Fact]
    public async Task An_invocation_under_way_is_finished_when_the_host_stops()
    {
        var (started, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var function = await Function.StartAsync(async context =>
        {
            started.SetResult();
            await release.Task;
            await context.Response.WriteAsync("finished");
        });
        var outcome = function.InvokeAsync(Samples.Get("/"));
        await started.Task;
        var stopping = function.StopAsync();
        release.SetResult();
        await stopping;
        Assert.Equal("finished", (await outcome).Json.GetProperty("body").GetString());
        Assert.Equal(0, function.Api.Waiting);
    }

    [Fact]
    public async Task Log_lines_carry_the_id_of_their_invocation()
    {
        await using var function = await StartAsync(new Fails());
        var invocation = function.Api.Start("""{"fail":true}""");
        await invocation.Outcome;
        Assert.Contains(function.Logs.Lines, entry =>
            entry.Line.StartsWith("Error: The invocation failed") && entry.RequestId == invocation.Id
        );
    }

    private static Task<Function> StartAsync(IInvocationHandler handler) =>
        Function.StartAsync(_ => { }, services => services.AddSingleton(handler));

    private sealed class Fails : IInvocationHandler
    {
        public bool Handles(JsonElement lambdaEvent) =>
            lambdaEvent.ValueKind == JsonValueKind.Object && lambdaEvent.TryGetProperty("fail", out _);

        public Task HandleAsync(Invocation invocation, IInvocationAnswer answer, CancellationToken cancellationToken) =>
            invocation.Event.GetProperty("fail").GetBoolean()
                ? throw new InvalidOperationException("it broke ✗", new FormatException("the cause"))
                : Task.CompletedTask;
    }
}
