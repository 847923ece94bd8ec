using System.Text.RegularExpressions;

namespace Cli.Tests.Functions;

public sealed partial class InvokeTests : FunctionTest
{
    [Theory]
    [InlineData("webhooks")]
    [InlineData("shop-webhooks")]
    [InlineData("WebhooksFunction")]
    public async Task A_function_is_called_by_any_of_its_names(string name)
    {
        await DeployShopAsync();
        var result = await CommandAsync("invoke", name, "--event", await EventAsync("""{"n":1}"""));
        Assert.Equal((0, """{"n":1}"""), (result.ExitCode, result.Output.Trim()));
        Assert.Matches(@"START RequestId: [0-9a-f-]{36} Version: \$LATEST\n", result.Errors);
        Assert.Contains("got 1", result.Errors, StringComparison.Ordinal);
        Assert.Matches(
            @"shop-webhooks \(\$LATEST\) has answered: [0-9.]+ ms, billed [0-9]+ ms, [0-9]+ MB used, cold start [0-9.]+ ms\. Request [0-9a-f-]{36}",
            result.Errors
        );
    }

    [Fact]
    public async Task A_function_that_fails_is_exit_code_1()
    {
        await DeployShopAsync();
        var result = await CommandAsync("invoke", "webhooks", "--event", await EventAsync("""{"fail":true}"""));
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("\"errorMessage\":\"told to\"", result.Output, StringComparison.Ordinal);
        Assert.Contains("has failed (Unhandled, TypeError)", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_former_invocation_runs_again_with_its_event()
    {
        await DeployShopAsync();
        var first = await CommandAsync("invoke", "webhooks", "--event", await EventAsync("""{"n":41}"""));
        var id = RequestId().Match(first.Errors).Groups[1].Value;
        var again = await CommandAsync("invoke", "webhooks", "--replay", id);
        Assert.Equal((0, """{"n":41}"""), (again.ExitCode, again.Output.Trim()));
        Assert.NotEqual(id, RequestId().Match(again.Errors).Groups[1].Value);

        var other = await CommandAsync("invoke", "Mails", "--replay", id);
        Assert.Equal(2, other.ExitCode);
        Assert.Contains($"was one of shop-webhooks, not of shop-Mails-", other.Errors, StringComparison.Ordinal);

        var unknown = await CommandAsync("invoke", "webhooks", "--replay", "none");
        Assert.Equal(1, unknown.ExitCode);
        Assert.Contains("No invocation none is remembered", unknown.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AWS_keeps_no_events_and_the_message_says_what_to_do()
    {
        var result = await Serverless.RunAsync("invoke", "webhooks", "--replay", "9f6f2f1c");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("AWS keeps no events", result.Errors, StringComparison.Ordinal);
        Assert.Contains("serverless logs webhooks --since 7d --filter '\"9f6f2f1c\"'", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_asynchronous_invocation_tells_the_id_by_which_it_is_logged()
    {
        await DeployShopAsync();
        var result = await CommandAsync("invoke", "webhooks", "--async", "--event", await EventAsync("""{"n":5}"""));
        Assert.Equal(0, result.ExitCode);
        var id = result.Output.Trim();
        Result log;
        do log = await CommandAsync("logs", "webhooks", "--filter", $"\"REPORT RequestId: {id}\"");
        while (log.Output.Length == 0);
        Assert.Contains(id, log.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("has no function 'webhoks'. Did you mean webhooks?", "webhoks")]
    [InlineData("has no version or alias 'live'. It has $LATEST.", "webhooks", "--qualifier", "live")]
    [InlineData("nowhere.json cannot be read", "webhooks", "--event", "nowhere.json")]
    [InlineData("--event takes a file, not the event itself", "webhooks", "--event", "{\"n\":1}")]
    [InlineData("leave --event out", "webhooks", "--event", "x", "--replay", "y")]
    public async Task Bad_input_is_exit_code_2(string message, params string[] arguments)
    {
        await DeployShopAsync();
        var result = await CommandAsync(["invoke", .. arguments]);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_debugger_gets_the_process_that_will_run_the_event()
    {
        await DeployShopAsync();
        var result = await CommandAsync("invoke", "webhooks", "--debug", "--event", await EventAsync("""{"n":2,"pid":true}"""));
        var process = Regex.Match(result.Errors, @"shop-webhooks \(\$LATEST\): process ([0-9]+), (idle|frozen); TMPDIR=/").Groups[1].Value;
        Assert.Equal((0, $$"""{"n":2,"pid":{{process}}}"""), (result.ExitCode, result.Output.Trim()));
        Assert.Contains("LocalCloud runs without --debug-deadline", result.Errors, StringComparison.Ordinal);
    }

    [GeneratedRegex("Request ([0-9a-f-]{36})")]
    private static partial Regex RequestId();
}
