using Aspire.Hosting.ApplicationModel;
using EndToEnd.Tests.Infrastructure;

namespace EndToEnd.Tests.OnAppHost;

public class AppHostTests
{
    [Fact]
    public async Task AppHosts_under_test_do_not_see_each_other()
    {
        var builders = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => TestHost.CreateAsync($"--Number={i}")));
        Assert.Equal(Enumerable.Range(0, 8).Select(i => $"{i}"), builders.Select(b => b.Configuration["Number"]));
        foreach (var builder in builders)
        {
            // Beside each project Aspire puts a hidden resource that builds it anew
            var resources = builder.Resources.Select(r => r.Name).Where(name => !name.EndsWith("-rebuilder", StringComparison.Ordinal));
            Assert.Equal(["stripe-webhook-secret", .. RunningAppHost.Resources], resources);
            Assert.EndsWith("AppHost", builder.AppHostDirectory, StringComparison.Ordinal);
            await builder.DisposeAsync();
        }
    }

    [Fact]
    public async Task Two_test_hosts_run_side_by_side_on_ports_and_data_of_their_own_which_go_with_them()
    {
        var tag = Guid.NewGuid().ToString("N")[..12];
        string[] data;
        await using (var first = await RunningAppHost.StartAsync())
        await using (var second = await RunningAppHost.StartAsync())
        {
            Assert.NotEqual(first.Api.BaseAddress, second.Api.BaseAddress);
            Assert.NotEqual(first.Aws.BaseAddress, second.Aws.BaseAddress);
            Assert.NotEqual(first.DashboardLogin.Port, second.DashboardLogin.Port);
            await new Webhook(tag).SendAsync(first.Api);
            Assert.Empty(await new Webhook(tag).OrdersAsync(second.Api));
            foreach (var app in new[] { first, second })
                await app.HealthyAsync(RunningAppHost.Resources);
            data = [await DataOfAsync(first), await DataOfAsync(second)];
            Assert.NotEqual(data[0], data[1]);
            Assert.All(data, folder => Assert.True(Directory.Exists(folder), folder));
        }
        Assert.All(data, folder => Assert.False(Directory.Exists(folder), folder));
    }

    // What a run has is in one directory
    private static async Task<string> DataOfAsync(SystemUnderTest app) =>
        Path.GetDirectoryName(await app.QueryAsync<string>("SELECT current_setting('data_directory')"))!;
}
