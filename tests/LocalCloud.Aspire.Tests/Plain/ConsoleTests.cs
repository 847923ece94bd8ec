using System.Net;
using System.Net.Sockets;

namespace LocalCloud.Aspire.Tests.Plain;

/// <summary>What somebody reads who starts an AppHost in a terminal.</summary>
public sealed class ConsoleTests
{
    [Fact]
    public async Task The_table_says_what_is_up_and_where_and_Ctrl_C_leaves_only_data()
    {
        using var host = new PlainProcess("--Ports:web", "0");
        await host.SaysAsync("Everything is up");
        foreach (var resource in (string[])["postgres", "shop", "cache", "web"])
            Assert.Matches($@"(?m)^{resource} +healthy +\d+\.\d\d s", host.Output);
        var address = host.Endpoint("web", "http");
        Assert.Matches($@"(?m)^web .*{address.ToString().TrimEnd('/')}", host.Output);
        Assert.Matches(@"(?m)^Dashboard +http://127\.0\.0\.1:\d+/login\?t=\w+$", host.Output);
        Assert.DoesNotContain("-engine", host.Output, StringComparison.Ordinal);
        using var web = new HttpClient { BaseAddress = address };
        Assert.Equal("1", await web.GetStringAsync("/database", TestContext.Current.CancellationToken));
        Assert.Equal("1", await web.GetStringAsync("/cache", TestContext.Current.CancellationToken));

        Assert.Equal(0, await host.InterruptAsync());
        await host.GoneAsync();
        Assert.Empty(host.LeftBehind);
        var data = Directory.EnumerateFileSystemEntries(host.Data).Select(Path.GetFileName);
        Assert.Equal(["parameters.json", "postgres", "run.lock"], data.Order());
    }

    [Fact]
    public async Task With_ephemeral_data_goes_too_and_arguments_after_it_are_still_read()
    {
        using var host = new PlainProcess("--ephemeral", "--Ports:web", "0", "--Logging:LogLevel:Default=Warning");
        await host.SaysAsync("Everything is up");
        Assert.Matches(@"(?m)^web +healthy ", host.Output);
        Assert.False(Directory.Exists(host.Data));
        Assert.Equal(0, await host.InterruptAsync());
        await host.GoneAsync();
        Assert.False(Directory.Exists(host.Data));
        Assert.Empty(host.LeftBehind);
    }

    [Fact]
    public async Task A_start_that_is_refused_ends_with_the_message_alone_and_exit_code_1()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        using var host = new PlainProcess("--ephemeral", "--Ports:web", $"{port}");
        Assert.Equal(1, await host.EndAsync());
        var line = Assert.Single(host.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith($"Port {port} ('web') is taken", line, StringComparison.Ordinal);
        Assert.EndsWith("Stop that, or set Ports__web=PORT (0: any).", line.TrimEnd(), StringComparison.Ordinal);
        if (OperatingSystem.IsLinux())
            Assert.Contains($" by process {Environment.ProcessId} (", line, StringComparison.Ordinal);
        await host.GoneAsync();
        Assert.Empty(host.LeftBehind);
    }
}
