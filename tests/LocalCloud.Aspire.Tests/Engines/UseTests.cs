using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using LocalCloud.Aspire.Engines;
using LocalCloud.Aspire.Tests.Infrastructure;

namespace LocalCloud.Aspire.Tests.Engines;

/// <summary>
/// Where and how often <c>UseEmbeddedEngines</c> stands, and what turns it off. What is made of the model is seen before anything starts.
/// </summary>
public sealed class UseTests
{
    [Fact]
    public async Task It_serves_what_is_added_after_it_and_once_when_it_stands_there_twice()
    {
        var builder = TestHost.Create();
        builder.UseEmbeddedEngines().UseEmbeddedEngines();
        builder.AddPostgres("postgres");
        builder.AddRedis("cache");
        Assert.Equal(["cache", "postgres"], (await ServedAsync(builder)).Order());
    }

    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public async Task With_containers_the_resources_are_left_to_a_container_engine(string containers)
    {
        var builder = TestHost.Create($"--LocalCloud:Containers={containers}");
        var cache = builder.AddRedis("cache").Resource;
        builder.UseEmbeddedEngines();
        Assert.Equal(containers == "true" ? [] : ["cache"], await ServedAsync(builder));
        Assert.Equal(containers == "true", cache.IsContainer());
    }

    [Fact]
    public async Task The_tag_of_another_version_is_told_and_the_engine_used_all_the_same()
    {
        var builder = TestHost.Create();
        builder.AddPostgres("postgres").WithImageTag("16.4");
        await using var app = await builder.StartAsync("postgres");
        await app.LogHasAsync("postgres", "Asked for the image's tag 16.4; the embedded engine is PostgreSQL 18.");
    }

    private static async Task<IReadOnlyList<string>> ServedAsync(IDistributedApplicationBuilder builder)
    {
        builder.Eventing.Subscribe<BeforeStartEvent>(
            (start, _) => throw new SeenException([.. start.Model.Resources.OfType<EngineResource>().Select(e => e.Served.Name)])
        );
        await using var app = new RunningApplication(builder.Build());
        return (await Assert.ThrowsAsync<SeenException>(app.StartAsync)).Served;
    }

    private sealed class SeenException(IReadOnlyList<string> served) : Exception
    {
        public IReadOnlyList<string> Served => served;
    }
}
