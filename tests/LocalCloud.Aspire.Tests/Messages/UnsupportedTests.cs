using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using LocalCloud.Aspire.Tests.Infrastructure;

namespace LocalCloud.Aspire.Tests.Messages;

/// <summary>What an engine cannot do is said before anything starts: which resource, what of it, and what to do.</summary>
public sealed class UnsupportedTests
{
    private const string WayOut = "or start with --containers, which leaves every container to Docker or Podman.";

    [Theory]
    [InlineData("WithPgAdmin", "tool")]
    [InlineData("WithPgWeb", "tool")]
    [InlineData("WithRedisInsight", "tool")]
    [InlineData("WithRedisCommander", "tool")]
    public async Task A_tool_in_a_container_cannot_find_its_server(string method, string tool)
    {
        var refused = await Refusal.OfAsync(builder =>
            _ = method switch
            {
                "WithPgAdmin" => (IResourceBuilder<IResource>)builder.AddPostgres("postgres").WithPgAdmin(containerName: tool),
                "WithPgWeb" => builder.AddPostgres("postgres").WithPgWeb(containerName: tool),
                "WithRedisInsight" => builder.AddRedis("cache").WithRedisInsight(containerName: tool),
                _ => builder.AddRedis("cache").WithRedisCommander(containerName: tool),
            }
        );
        Assert.Equal(
            $"'{tool}' ({method}) is a container that looks for its server in another container, "
                + $"and here that server is a process. Take {method} out, {WayOut}",
            refused
        );
    }

    [Fact]
    public async Task Another_image_than_the_engines_own() =>
        Assert.Equal(
            $"'vectors' asks for the image pgvector/pgvector, and the embedded engine is PostgreSQL 18. " + $"Take WithImage out, {WayOut}",
            await Refusal.OfAsync(builder => builder.AddPostgres("vectors").WithImage("pgvector/pgvector"))
        );

    [Fact]
    public async Task An_image_that_is_built()
    {
        using var directory = new TemporaryDirectory();
        File.WriteAllText(directory["Dockerfile"], "FROM scratch");
        Assert.Equal(
            $"'postgres' is built from a Dockerfile, and the embedded engine is PostgreSQL 18. Take WithDockerfile out, {WayOut}",
            await Refusal.OfAsync(builder => builder.AddPostgres("postgres").WithDockerfile(directory))
        );
    }

    [Fact]
    public async Task A_module_of_Redis() =>
        Assert.Equal(
            $"'cache': the module /modules/search.so (WithModule) has no equal in the embedded engine, Garnet. " + $"Take it out, {WayOut}",
            await Refusal.OfAsync(builder => builder.AddRedis("cache").WithModule("/modules/search.so"))
        );

    [Fact]
    public async Task An_argument_of_Redis() =>
        Assert.Equal(
            $"'cache': the argument --maxmemory (WithArgs) has no equal in the embedded engine, Garnet. Take it out, {WayOut}",
            await Refusal.OfAsync(builder => builder.AddRedis("cache").WithArgs("--maxmemory", "100mb"))
        );

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_volume_that_is_only_read(bool isPostgres)
    {
        var refused = await Refusal.OfAsync(builder =>
            _ = isPostgres
                ? (IResourceBuilder<IResource>)builder.AddPostgres("server").WithDataVolume(isReadOnly: true)
                : builder.AddRedis("server").WithDataVolume(isReadOnly: true)
        );
        const string Message = "'server': data that is only read (isReadOnly) has no equal in the embedded engine";
        Assert.StartsWith(Message, refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_container_without_an_engine_for_it()
    {
        Assert.SkipWhen(await ContainerEngine.AnswersAsync(), "a container engine answers here, and would run it");
        Assert.Equal(
            "'queue' needs the container image rabbitmq:4, for which there is no embedded engine (there are: PostgreSQL, Redis), "
                + "and neither docker nor podman answers. Start one of those, or take 'queue' out.",
            await Refusal.OfAsync(builder => builder.AddContainer("queue", "rabbitmq", "4"))
        );
    }
}
