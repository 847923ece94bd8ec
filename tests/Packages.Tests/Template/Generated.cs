using Packages.Tests.Feeds;
using Packages.Tests.Infrastructure;

namespace Packages.Tests.Template;

/// <summary>The template, installed from the feed, and a solution made by it. Each step is done once, when it is first asked for.</summary>
public sealed class Generated
{
    /// <summary>No identifier, as many names are none.</summary>
    public const string Name = "My-Shop";

    private readonly Lazy<Task<Terminal>> _installed;
    private readonly Lazy<Task<(Terminal Terminal, string Output)>> _built;

    public Generated(Feed feed)
    {
        _installed = new(async () =>
        {
            var terminal = await feed.TerminalAsync("new");
            (await terminal.RunAsync("dotnet", "new", "install", $"Serverless.Aspire.Templates@{feed.Version}")).Well();
            return terminal;
        });
        _built = new(async () =>
        {
            var terminal = await NewAsync(Name);
            return (terminal, (await terminal.RunAsync("dotnet", "build", "--nologo")).Well());
        });
    }

    /// <summary>A terminal in the new solution's folder.</summary>
    internal async Task<Terminal> NewAsync(string name)
    {
        var parent = await _installed.Value;
        (await parent.RunAsync("dotnet", "new", "serverless-aspire", "-n", name)).Well();
        return parent.In(name);
    }

    /// <summary>A terminal in the built solution's folder, and what the build said.</summary>
    internal Task<(Terminal Terminal, string Output)> BuiltAsync() => _built.Value;
}
