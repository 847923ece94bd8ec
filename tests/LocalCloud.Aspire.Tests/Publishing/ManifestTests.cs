using Aspire.Hosting;
using LocalCloud.Aspire.Tests.Infrastructure;

namespace LocalCloud.Aspire.Tests.Publishing;

public sealed class ManifestTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public async Task What_is_published_is_the_same_with_the_engines_and_without()
    {
        var without = await ManifestAsync(builder => builder);
        Assert.Contains("docker.io/library/postgres:", without, StringComparison.Ordinal);
        Assert.Contains("docker.io/library/redis:", without, StringComparison.Ordinal);
        Assert.Contains("aws.cloudformation.template.v0", without, StringComparison.Ordinal);
        Assert.DoesNotContain("\"aws\":", without, StringComparison.Ordinal);
        Assert.Equal(without, await ManifestAsync(builder => builder.UseEmbeddedEngines()));
    }

    private async Task<string> ManifestAsync(Func<IDistributedApplicationBuilder, IDistributedApplicationBuilder> change)
    {
        var file = _directory["manifest.json"];
        File.Delete(file);
        var builder = TestHost.Create("--operation", "publish", "--publisher", "manifest", "--output-path", file);
        var shop = builder.AddPostgres("postgres").WithDataVolume("data").WithArgs("-c", "max_connections=33").AddDatabase("shop");
        var cache = builder.AddRedis("cache").WithPersistence();
        var infra = builder.AddAWSCloudFormationTemplate("infra", Assets.File("shop.yaml"));
        builder
            .AddExecutable("dependant", "sleep", ".", "1000")
            .WithReference(shop)
            .WaitFor(shop)
            .WithReference(cache)
            .WithReference(infra)
            .WithEnvironment("QUEUE", infra.GetOutput("JobsUrl"));
        builder.UseLocalStack(builder.AddLocalStack("aws"));
        await using var app = change(builder).Build();
        await app.RunAsync(TestContext.Current.CancellationToken);
        return await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
    }

    public void Dispose() => _directory.Dispose();
}
