using LocalCloud.Hosting;
using LocalCloud.Hosting.Testing;

namespace EndToEnd.Tests;

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
}
