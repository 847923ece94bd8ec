namespace Cli.Tests.Arguments;

/// <summary>What somebody mistyped is named, with what was most likely meant, and nothing is done.</summary>
public sealed class UnknownArgumentTests
{
    [Theory]
    [InlineData("'serverless deploy' has no option '--locl'. Did you mean --local?", "deploy", "--locl")]
    [InlineData("'serverless deploy' has no option '--plann'. Did you mean --plan?", "deploy", "dist", "--plann")]
    [InlineData(
        "'serverless publish' has no option '--archtecture'. Did you mean --architecture?",
        "publish",
        "x.json",
        "--archtecture=arm64"
    )]
    [InlineData(
        "'serverless deploy' has no option '--plann'. Did you mean --plan? If it is the value of --stack, write --stack=--plann.",
        "deploy",
        "--stack",
        "--plann"
    )]
    [InlineData("'serverless invoke' has no option '-x'. 'serverless invoke --help' tells what there is.", "invoke", "f", "-x")]
    [InlineData("'serverless' has no command 'depoly'. Did you mean deploy?", "depoly", "dist")]
    [InlineData("'serverless stripe' has no command 'triger'. Did you mean trigger?", "stripe", "triger")]
    [InlineData("'serverless' has no option '--hlep'. Did you mean --help?", "--hlep")]
    public async Task A_line_names_the_nearest(string message, params string[] arguments)
    {
        var result = await Serverless.RunAsync(arguments);
        Assert.Equal((2, "", message), (result.ExitCode, result.Output, result.Errors.TrimEnd()));
    }

    [Theory]
    [InlineData("Required argument 'function' missing for command: 'tune'.", "tune")]
    [InlineData("--since 2999-01-01T00:00:00Z is in the future", "cost", "--since", "2999-01-01T00:00:00Z")]
    [InlineData("--unit order=-5: how many there were has to be more than 0.", "cost", "--unit", "order=-5")]
    [InlineData("Argument 'xml' not recognized. Must be one of: 'table' 'markdown' 'json'", "cost", "--format", "xml")]
    public async Task What_else_is_wrong_is_a_line_and_not_the_help(string message, params string[] arguments)
    {
        var result = await Serverless.RunAsync(arguments);
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith(
            message,
            Assert.Single(result.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("deploy", "--help")]
    [InlineData("tune", "-h")]
    [InlineData("--help")]
    public async Task Whoever_asks_for_help_gets_it(params string[] arguments)
    {
        var result = await Serverless.RunAsync(arguments);
        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Contains("Usage:", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cold_starts_of_what_is_no_folder_speak_of_it_and_not_of_a_region()
    {
        var result = await Serverless.RunAsync("coldstart", "webhooks");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("There is no folder webhooks", result.Errors, StringComparison.Ordinal);
        Assert.Contains("serverless coldstart dist --function webhooks", result.Errors, StringComparison.Ordinal);
    }
}
