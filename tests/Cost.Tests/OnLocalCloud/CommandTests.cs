using System.Diagnostics;
using System.Text.Json;

namespace Cost.Tests.OnLocalCloud;

/// <summary>The command line in front of it, as a process without a terminal.</summary>
public sealed class CommandTests : Shop
{
    [Fact]
    public async Task Tables_into_a_pipe_have_100_columns_and_no_colours()
    {
        await OrderAsync(2);
        var result = await RunAsync("cost", Folder, "--endpoint-url", Endpoint.AbsoluteUri);
        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Contains("Functions, as measured", result.Output, StringComparison.Ordinal);
        Assert.Contains("A month: $", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', result.Output);
        Assert.All(result.Output.Split('\n').Where(line => !line.StartsWith("Note:", StringComparison.Ordinal)), line =>
            Assert.InRange(line.Length, 0, 100)
        );
    }

    [Fact]
    public async Task Json_and_markdown_say_the_same_sum()
    {
        using var json = JsonDocument.Parse(
            (await RunAsync("cost", "--stack", "shop", "--endpoint-url", Endpoint.AbsoluteUri, "--format", "json")).Output
        );
        Assert.Equal(0.40m, json.RootElement.GetProperty("month").GetProperty("fixed").GetDecimal());
        Assert.Equal(2, json.RootElement.GetProperty("functions").GetArrayLength());
        var markdown = await RunAsync("cost", "--stack", "shop", "--endpoint-url", Endpoint.AbsoluteUri, "--format", "markdown");
        Assert.Contains("| Secrets (1) | $0.40 |", markdown.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3, "1.39")]
    [InlineData(0, "1.40")]
    public async Task A_month_above_the_limit_is_exit_code_3(int exitCode, string limit)
    {
        // A secret, and a million requests to the API: nothing has run
        var result = await RunAsync("cost", Folder, "--endpoint-url", Endpoint.AbsoluteUri, "--fail-above", limit);
        Assert.Equal(exitCode, result.ExitCode);
        Assert.Equal(
            exitCode == 3,
            result.Errors.Contains("A month costs $1.40, more than $1.39 (--fail-above).", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("'x' is no NAME=FUNCTION", "--unit", "x")]
    [InlineData("'soon' is no time", "--since", "soon")]
    [InlineData("has to be 1 or more, not '0'", "--requests-per-month", "0")]
    [InlineData("There are no prices for mars-north-1, only for us-east-1", "--prices-region", "mars-north-1")]
    [InlineData("nowhere.json cannot be read", "--prices", "nowhere.json")]
    [InlineData("A stack cannot be called 'shop 2'", "--stack", "shop 2")]
    public async Task Bad_input_is_exit_code_2(string message, params string[] arguments)
    {
        var result = await RunAsync(["cost", Folder, "--endpoint-url", Endpoint.AbsoluteUri, .. arguments]);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stack_that_is_not_there_is_exit_code_1()
    {
        var result = await RunAsync("cost", "--stack", "none", "--endpoint-url", Endpoint.AbsoluteUri);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("There is no stack none", result.Errors, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "serverless.dll"), .. arguments])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = Path.GetTempPath(),
            }
        )!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(Cancellation), process.StandardError.ReadToEndAsync(Cancellation));
        await process.WaitForExitAsync(Cancellation);
        return (process.ExitCode, await output, await errors);
    }
}
