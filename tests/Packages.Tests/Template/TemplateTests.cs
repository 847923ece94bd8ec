using System.Text.RegularExpressions;
using Packages.Tests.Infrastructure;

namespace Packages.Tests.Template;

/// <summary>From `dotnet new` to functions that run, with nothing but the feed.</summary>
[Collection("terminals")]
public sealed partial class TemplateTests(Generated solution) : IClassFixture<Generated>
{
    private const string AppHost = $"{Generated.Name}.AppHost";

    [Fact]
    public async Task A_new_solution_builds_without_a_warning() =>
        Assert.Contains(" 0 Warning(s)", (await solution.BuiltAsync()).Output, StringComparison.Ordinal);

    [Fact]
    public async Task Its_tests_pass()
    {
        var (terminal, _) = await solution.BuiltAsync();
        var output = (await terminal.RunAsync("dotnet", "test", "--no-build")).Well();
        Assert.Matches(@"failed: 0\b", output);
        Assert.Matches(@"succeeded: 3\b", output);
    }

    [Fact]
    public async Task It_runs_here_and_what_it_publishes_runs_as_functions()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Processes are found in /proc");
        var (terminal, _) = await solution.BuiltAsync();
        await using var app = await RunningApplication.StartAsync(terminal, AppHost);
        Assert.Equal("2 x mug", await Orders.FulfilledAsync(app.Address("api")));

        string[] publish = ["--operation", "publish", "--step", "publish", "--output-path", "../dist", "--Publish:Profile=test"];
        (await terminal.RunAsync("dotnet", ["run", "--no-build", "--project", AppHost, "--", .. publish])).Well();
        (await terminal.RunAsync("dotnet", "tool", "restore")).Well();
        var deployed = (await terminal.RunAsync("dotnet", "serverless", "deploy", "dist", "--local")).Well();
        Assert.Equal("2 x mug", await Orders.FulfilledAsync(new($"{ApiUrl().Match(deployed).Value}/")));
        (await terminal.RunAsync("dotnet", "serverless", "destroy", "dist", "--local", "--yes")).Well();

        await app.InterruptAsync();
    }

    [Theory]
    [InlineData("my.shop", "my_shop")]
    [InlineData("1-Shop", "_1_Shop")]
    public async Task Any_name_becomes_an_identifier_where_one_is_needed(string name, string identifier)
    {
        var terminal = await solution.NewAsync(name);
        var appHost = await File.ReadAllTextAsync(terminal[$"{name}.AppHost/AppHost.cs"], TestContext.Current.CancellationToken);
        Assert.Contains($"<Projects.{identifier}_Api>", appHost, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"http://\S*execute-api\S*")]
    private static partial Regex ApiUrl();
}
