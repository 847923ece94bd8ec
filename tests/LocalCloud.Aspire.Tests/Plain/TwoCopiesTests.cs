using System.Globalization;
using LocalCloud.Aspire.Tests.Infrastructure;

namespace LocalCloud.Aspire.Tests.Plain;

/// <summary>Two clones of one application, each with its own data, as somebody starts them side by side.</summary>
public sealed class TwoCopiesTests
{
    [Fact]
    public async Task A_second_copy_is_told_who_has_its_ports_and_isolated_it_runs_beside_the_first()
    {
        var ports = FreePorts.Take(3);
        string[] arguments =
        [
            "--LocalCloud:ReadyCode=false",
            $"--Ports:web={Text(ports[0])}",
            $"--Ports:cache={Text(ports[1])}",
            $"--Ports:dashboard={Text(ports[2])}",
        ];
        using var first = new PlainProcess(arguments);
        await first.SaysAsync("Everything is up");
        Assert.Matches($@"(?m)^Dashboard +http://127\.0\.0\.1:{ports[2]}/", first.Output);

        using (var second = new PlainProcess(arguments))
        {
            Assert.Equal(1, await second.EndAsync());
            var lines = second.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            Assert.Equal(4, lines.Length);
            Assert.Matches($"^Port {ports[1]} .'cache'. is taken.* set Ports__cache=PORT .0: any..$", lines[0]);
            Assert.Matches($"^Port {ports[0]} .'web'. is taken.* set Ports__web=PORT .0: any..$", lines[1]);
            Assert.Matches($"^Port {ports[2]} .the dashboard. is taken.* set Ports__dashboard=PORT .0: any..$", lines[2]);
            Assert.StartsWith("--isolated gives everything any free port", lines[3], StringComparison.Ordinal);
            if (OperatingSystem.IsLinux())
                Assert.Matches(@"taken by process \d+ \(.+\), in /", lines[0]);
            await second.GoneAsync();
        }

        using var isolated = new PlainProcess("--isolated", "--LocalCloud:ReadyCode=false");
        await isolated.SaysAsync("Everything is up");
        using var web = new HttpClient { BaseAddress = isolated.Endpoint("web", "http") };
        Assert.NotEqual(ports[0], web.BaseAddress.Port);
        Assert.Equal("1", await web.GetStringAsync("/database", TestContext.Current.CancellationToken));
        foreach (var copy in (PlainProcess[])[isolated, first])
        {
            Assert.Equal(0, await copy.InterruptAsync());
            await copy.GoneAsync();
        }
        Assert.True(Directory.Exists(Path.Combine(isolated.Data, "postgres")));
    }

    [Fact]
    public async Task A_mistyped_option_ends_the_start_with_one_line_and_exit_code_2()
    {
        using var host = new PlainProcess("--ephemral");
        Assert.Equal(2, await host.EndAsync());
        var line = Assert.Single(host.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("'--ephemral' is no option of an AppHost. Did you mean --ephemeral?", line, StringComparison.Ordinal);
        Assert.False(Directory.Exists(host.Data));
        await host.GoneAsync();
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
