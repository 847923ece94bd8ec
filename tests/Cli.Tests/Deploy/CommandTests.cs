namespace Cli.Tests.Deploy;

/// <summary>The command line in front of it.</summary>
public sealed class CommandTests : DeployTest
{
    [Fact]
    public async Task A_deployment_into_a_pipe_is_plain_lines()
    {
        Write(Queue);
        var deployed = await Serverless.RunAsync("deploy", Folder, "--endpoint-url", Endpoint.AbsoluteUri, "--parameter", "Delay=5");
        Assert.Equal((0, ""), (deployed.ExitCode, deployed.Errors));
        Assert.Contains("CREATE_COMPLETE               Jobs (AWS::SQS::Queue)", deployed.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', deployed.Output);

        var destroyed = await Serverless.RunAsync("destroy", Folder, "--endpoint-url", Endpoint.AbsoluteUri);
        Assert.Equal(2, destroyed.ExitCode);
        Assert.Contains("--yes", destroyed.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'x' is no NAME=VALUE", "--parameter", "x")]
    [InlineData("'serverless deploy' has no option '--plann'", "--plann")]
    [InlineData("leave --endpoint-url out", "--local", "--endpoint-url", "http://127.0.0.1:1")]
    [InlineData("A stack cannot be called 'my shop'", "--stack", "my shop")]
    [InlineData("No running system", "--local")]
    public async Task Bad_input_is_exit_code_2(string message, params string[] arguments)
    {
        var result = await Serverless.RunAsync(["deploy", "nowhere", .. arguments]);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cloud_that_does_not_answer_is_named()
    {
        Write(Queue);
        var result = await Serverless.RunAsync("deploy", Folder, "--endpoint-url", "http://127.0.0.1:1", "--parameter", "Delay=5");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("127.0.0.1:1", result.Errors, StringComparison.Ordinal);
    }
}
