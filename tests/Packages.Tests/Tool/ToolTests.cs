using Packages.Tests.Feeds;
using Packages.Tests.Infrastructure;

namespace Packages.Tests.Tool;

/// <summary>`serverless`, as those install it who have no solution.</summary>
[Collection("terminals")]
public sealed class ToolTests(Feed feed)
{
    private const string Id = "Serverless.Aspire.Tool";

    [Fact]
    public async Task Installed_it_tells_its_version_and_what_it_does_not_know()
    {
        var terminal = await feed.TerminalAsync("tool");
        (await terminal.RunAsync("dotnet", "tool", "install", Id, "--version", feed.Version, "--tool-path", "tools")).Well();
        var serverless = terminal["tools/serverless"];

        Assert.StartsWith("0.9.0", (await terminal.RunAsync(serverless, "--version")).Well(), StringComparison.Ordinal);
        Assert.Contains("deploy", (await terminal.RunAsync(serverless, "--help")).Well(), StringComparison.Ordinal);
        var unknown = await terminal.RunAsync(serverless, "deplyo");
        Assert.Equal(2, unknown.Code);
        Assert.Contains("deploy", unknown.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_runs_without_being_installed()
    {
        var terminal = await feed.TerminalAsync("exec");
        var ended = await terminal.RunAsync("dotnet", "tool", "exec", $"{Id}@{feed.Version}", "--yes", "--", "--version");
        Assert.Contains("0.9.0", ended.Well(), StringComparison.Ordinal);
    }
}
