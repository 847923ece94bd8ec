namespace Cli.Tests.Functions;

public sealed class LogsTests : FunctionTest
{
    [Fact]
    public async Task What_was_logged_is_lines_with_times_and_without_colours_in_a_pipe()
    {
        await DeployShopAsync();
        await CommandAsync("invoke", "webhooks", "--event", await EventAsync("""{"n":7}"""));
        Result log;
        do log = await CommandAsync("logs", "webhooks", "--filter", "got");
        while (log.Output.Length == 0);
        Assert.Equal(0, log.ExitCode);
        Assert.Matches(@"^[0-9-]{10}T[0-9:.]{12}Z .*got 7\n$", log.Output);
        Assert.DoesNotContain('\u001b', log.Output);
    }

    [Fact]
    public async Task Following_waits_for_the_first_line_and_ends_with_Ctrl_C_at_0()
    {
        await DeployShopAsync();
        using var process = Serverless.Start("logs", "webhooks", "--follow", "--filter", "got", "--endpoint-url", Endpoint.AbsoluteUri);
        await UntilAsync(process.StandardError, "there is no /aws/lambda/shop-webhooks. It is waited for.");
        for (var n = 1; n <= 2; n++)
        {
            await CommandAsync("invoke", "webhooks", "--event", await EventAsync($$"""{"n":{{n}}}"""));
            // The first line that comes is the one of this invocation: none comes twice
            Assert.EndsWith($"got {n}", await process.StandardOutput.ReadLineAsync(Cancellation), StringComparison.Ordinal);
        }
        await InterruptAsync(process);
        Assert.Equal((0, ""), (process.ExitCode, await process.StandardOutput.ReadToEndAsync(Cancellation)));
    }

    [Fact]
    public async Task A_pattern_that_is_none_is_exit_code_2()
    {
        await DeployShopAsync();
        await CommandAsync("invoke", "webhooks");
        Result log;
        do log = await CommandAsync("logs", "webhooks", "--filter", "{ $.a = ");
        while (log.ExitCode == 0);
        Assert.Equal(2, log.ExitCode);
        Assert.StartsWith("--filter { $.a = :", log.Errors, StringComparison.Ordinal);
    }
}
