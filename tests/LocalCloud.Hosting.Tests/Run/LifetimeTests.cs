
namespace LocalCloud.Hosting.Tests.Run;

/// <summary>Hosts in processes of their own, which end in every way. Each process of a run inherits the host's mark in its environment.</summary>
public sealed class LifetimeTests
{
    [Fact]
    public async Task A_killed_host_leaves_no_process()
    {
        using var host = await MarkedHost.StartAsync();
        Assert.True(host.Processes().Count > 8, $"{host.Processes().Count} processes");
        host.Process.Kill();
        await host.GoneAsync();
    }

    [Fact]
    public async Task Ctrl_C_stops_everything_and_the_next_run_finds_the_data()
    {
        using var data = Runs.Temporary();
        using (var host = await MarkedHost.StartAsync(data))
        {
            Assert.Equal("1", await host.GetAsync("/database"));
            Assert.Equal("1", await host.GetAsync("/cache"));
            await host.InterruptAsync();
            Assert.Equal(0, host.Process.ExitCode);
            await host.GoneAsync();
        }
        using (var host = await MarkedHost.StartAsync(data))
        {
            Assert.Equal("2", await host.GetAsync("/database"));
            Assert.Equal("2", await host.GetAsync("/cache"));
            host.Process.Kill();
            await host.GoneAsync();
        }
        using (var host = await MarkedHost.StartAsync(data))
        {
            Assert.Equal("3", await host.GetAsync("/database"));
            Assert.Equal("3", await host.GetAsync("/cache"));
            await host.InterruptAsync();
            await host.GoneAsync();
        }
    }

    [Fact]
    public async Task Two_runs_side_by_side_do_not_meet()
    {
        using var left = Runs.Temporary();
        using var right = Runs.Temporary();
        var runs = await Task.WhenAll(Runs.StartAsync(Runs.Request(Runs.Read("shop.json"), left) with { Ephemeral = true }), Runs.StartAsync(Runs.Request(Runs.Read("shop.json"), right)));
        await Task.WhenAll(runs.Select(r => r.Ready));
        foreach (var run in runs)
        {
            using var web = new HttpClient { BaseAddress = await run.GetEndpointAsync("web") };
            Assert.Equal("1", await web.GetStringAsync("/database"));
            Assert.Equal("1", await web.GetStringAsync("/cache"));
        }
        await Task.WhenAll(runs.Select(r => r.DisposeAsync().AsTask()));
        Assert.False(Directory.Exists(left));
        Directory.CreateDirectory(left);
        Assert.True(Directory.Exists(Path.Combine(right, "database")));
        Assert.False(File.Exists(Path.Combine(right, "run.json")));
    }
}
