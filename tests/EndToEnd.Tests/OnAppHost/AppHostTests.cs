using LocalCloud.Hosting;
using LocalCloud.Hosting.Testing;


namespace EndToEnd.Tests.OnAppHost;

public class AppHostTests
{
    [Fact]
    public async Task The_manifest_is_the_one_that_Aspire_writes_byte_for_byte()
    {
        var root = Path.GetDirectoryName(Path.GetDirectoryName(new Projects.AppHost().ProjectPath))!;
        var file = Path.Combine(root, $"manifest-{Guid.NewGuid():N}.json");
        try
        {
            await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(["--operation", "publish", "--publisher", "manifest", "--output-path", file]);
            await builder.Build().RunAsync();
            Assert.Equal(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "reference.json")), File.ReadAllText(file));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task AppHosts_under_test_do_not_see_each_other()
    {
        var builders = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>([$"--Number={i}"])));
        Assert.Equal(Enumerable.Range(0, 8).Select(i => $"{i}"), builders.Select(b => b.Configuration["Number"]));
        foreach (var builder in builders)
        {
            Assert.Equal(["stripe-webhook-secret", "postgres", "serverless", "redis", "aws", "infra", "api", "report-worker", "event-router"], builder.Resources.Select(r => r.Name));
            Assert.EndsWith("AppHost", builder.AppHostDirectory, StringComparison.Ordinal);
            await builder.DisposeAsync();
        }
    }

    [Fact]
    public async Task Two_test_hosts_run_side_by_side_on_ports_and_data_of_their_own()
    {
        await using var first = await StartAsync();
        await using var second = await StartAsync();
        Assert.NotEqual(first.GetEndpoint("api"), second.GetEndpoint("api"));
        Assert.NotEqual(await first.GetConnectionStringAsync("serverless"), await second.GetConnectionStringAsync("serverless"));
        foreach (var app in new[] { first, second })
        {
            await app.ResourceNotifications.WaitForResourceHealthyAsync("api", TestContext.Current.CancellationToken);
            using var client = app.CreateHttpClient("api");
            Assert.True((await client.GetAsync("/health")).IsSuccessStatusCode);
        }
    }

    static async Task<DistributedApplication> StartAsync()
    {
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>();
        var app = await builder.BuildAsync();
        await app.StartAsync();
        return app;
    }
}
