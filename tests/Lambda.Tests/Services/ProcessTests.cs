using Lambda.Tests.Infrastructure;

namespace Lambda.Tests.Services;

/// <summary>The services as functions with nothing behind them: no database, no Redis, no AWS.</summary>
public sealed class ProcessTests
{
    private static readonly KeyValuePair<string, string?>[] Nothing = [];

    [Theory]
    [InlineData("Api")]
    [InlineData("ReportWorker")]
    [InlineData("EventRouter")]
    public async Task A_service_starts_and_stays_warm_without_anything_behind_it(string service)
    {
        await using var function = await ServiceProcess.StartAsync(service, Nothing);
        Assert.Equal("""{"warm":true}""", (await function.InvokeAsync(Samples.Scheduled())).Text);
        Assert.Equal("""{"warm":true}""", (await function.InvokeAsync("""{"source":"serverless.warmup"}""")).Text);
        Assert.Equal(200, (await function.InvokeAsync(Samples.Get("/alive"))).Json.GetProperty("statusCode").GetInt32());
        Assert.DoesNotContain(function.Lines, line => line.Contains("\"Level\":\"Error\"") || line.Contains("Unhandled"));
    }

    [Fact]
    public async Task SIGTERM_ends_a_service_that_waits_at_once_and_without_an_error()
    {
        await using var function = await ServiceProcess.StartAsync("Api", Nothing);
        await function.InvokeAsync(Samples.Get("/alive"));
        await function.Api.FrozenAsync();
        function.Terminate();
        Assert.Equal(0, await function.ExitAsync());
    }

    [Fact]
    public async Task What_fails_before_the_first_invocation_is_an_init_error()
    {
        await using var function = await ServiceProcess.StartAsync(
            "Api",
            [KeyValuePair.Create("Lambda:DeadlineMargin", (string?)"nonsense")]
        );
        Assert.NotEqual(0, await function.ExitAsync());
        var error = await function.Api.InitError.Task;
        Assert.Equal("Function.FormatException", error.Type);
        Assert.Equal(
            "The setting Lambda:DeadlineMargin is 'nonsense', which is no TimeSpan.",
            error.Json.GetProperty("errorMessage").GetString()
        );
        Assert.NotEmpty(error.Json.GetProperty("stackTrace").EnumerateArray());
    }

    [Fact]
    public async Task A_runtime_API_that_is_not_there_ends_the_process_with_a_message()
    {
        await using var function = await ServiceProcess.StartAsync("EventRouter", Nothing, "127.0.0.1:1");
        Assert.Equal(1, await function.ExitAsync());
        Assert.Contains(function.Lines, line => line.Contains("The runtime API at 127.0.0.1:1 (AWS_LAMBDA_RUNTIME_API) does not answer"));
    }

    [Fact]
    public async Task Log_lines_are_JSON_with_Lambda_s_request_id()
    {
        await using var function = await ServiceProcess.StartAsync("Api", Nothing);
        var invocation = function.Api.Start("""{"unknown":1}""");
        Assert.Equal("Runtime.UnknownEvent", (await invocation.Outcome).Error!.Type);
        await function.Api.FrozenAsync();
        function.Terminate();
        await function.ExitAsync();
        var line = Assert.Single(function.Lines, line => line.Contains("The invocation failed"));
        Assert.Contains($"\"AwsRequestId\":\"{invocation.Id}\"", line);
    }
}
