using Packages.Tests.Feeds;
using Packages.Tests.Infrastructure;

namespace Packages.Tests.Plain;

/// <summary>Those who have something already, and add a package to it.</summary>
[Collection("terminals")]
public sealed class PlainTests(Feed feed)
{
    [Fact]
    public async Task An_AppHost_with_one_reference_and_one_line_more_needs_no_container()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Processes are found in /proc");
        var terminal = await feed.TerminalAsync("plain");
        feed.Copy("Plain", terminal);
        Assert.Contains(" 0 Warning(s)", (await terminal.RunAsync("dotnet", "build", "--nologo")).Well(), StringComparison.Ordinal);

        await using var app = await RunningApplication.StartAsync(terminal, "Plain.AppHost");
        foreach (var resource in (string[])["postgres", "cache", "web"])
            Assert.Matches($@"(?m)^{resource} +healthy ", app.Output);
        using var http = new HttpClient { BaseAddress = app.Address("web") };
        Assert.Equal("1 1", await http.GetStringAsync("/visit", TestContext.Current.CancellationToken));
        Assert.Equal("2 2", await http.GetStringAsync("/visit", TestContext.Current.CancellationToken));
        await app.InterruptAsync();
    }

    [Fact]
    public async Task A_program_with_a_reference_to_Testing_has_an_AWS_whose_clock_it_moves()
    {
        var terminal = await feed.TerminalAsync("aws");
        feed.Copy("Aws", terminal);
        Assert.Contains("Messages after four days: 0", (await terminal.RunAsync("dotnet", "run")).Well(), StringComparison.Ordinal);
    }
}
