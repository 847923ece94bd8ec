using LocalCloud.Aspire.Tests.Infrastructure;

namespace LocalCloud.Aspire.Tests.Plain;

/// <summary>An AppHost in the official style with the one line more, started by Aspire.Hosting.Testing.</summary>
public sealed class TestingTests(TwoPlainHosts hosts) : IClassFixture<TwoPlainHosts>
{
    [Fact]
    public async Task A_project_uses_its_database_and_its_cache_and_two_hosts_do_not_meet()
    {
        foreach (var host in hosts.Running)
        {
            using var web = TwoPlainHosts.WebOf(host);
            Assert.Equal("1", await GetAsync(web, "/database"));
            Assert.Equal("1", await GetAsync(web, "/cache"));
            Assert.Equal("2", await GetAsync(web, "/database"));
        }
    }

    [Fact]
    public async Task A_project_is_started_from_where_it_was_built()
    {
        using var web = TwoPlainHosts.WebOf(hosts.Running[0]);
        Assert.Equal(await hosts.Running[0].ConnectionStringAsync("shop"), await GetAsync(web, "/environment/ConnectionStrings__shop"));
        using var process = System.Diagnostics.Process.GetProcessById(RunningApplication.PidOf(await hosts.Running[0].NowAsync("web")));
        var command = await File.ReadAllTextAsync($"/proc/{process.Id}/cmdline", TestContext.Current.CancellationToken);
        Assert.Equal("Web.dll", Path.GetFileName(command.Split('\0')[1]));
    }

    private static Task<string> GetAsync(HttpClient web, string path) => web.GetStringAsync(path, TestContext.Current.CancellationToken);
}
