using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using LocalCloud.Aspire.Tests.Infrastructure;

namespace LocalCloud.Aspire.Tests.Commands;

/// <summary>Servers that are not started at once. The gate is a process that somebody has to start.</summary>
public sealed class WaitTests
{
    [Fact]
    public async Task A_server_that_waits_for_another_resource_shows_it_and_so_do_its_databases_until_that_one_runs()
    {
        var builder = TestHost.Create();
        builder.AddPostgres("postgres").WaitFor(Gate(builder)).AddDatabase("shop");
        await using var app = builder.Begin();
        var started = app.StartAsync();
        var waiting = await app.UntilAsync("postgres", KnownResourceStates.Waiting);
        Assert.DoesNotContain(waiting.Properties, p => p is { Name: "executable.pid", Value: not null });
        await app.CommandAsync("gate", KnownResourceCommands.StartCommand);
        await started;
        await app.HealthyAsync("shop");
        Assert.Equal(1, await app.SqlAsync("shop", "select 1"));
    }

    [Fact]
    public async Task A_start_command_ends_the_waiting()
    {
        var builder = TestHost.Create();
        builder.AddRedis("cache").WaitFor(Gate(builder));
        await using var app = builder.Begin();
        var started = app.StartAsync();
        await app.UntilAsync("cache", KnownResourceStates.Waiting);
        await app.CommandAsync("cache", KnownResourceCommands.StartCommand);
        await started;
        await app.HealthyAsync("cache");
        Assert.Equal("PONG", (string?)await app.RedisAsync("cache", "PING"));
        Assert.Equal(KnownResourceStates.NotStarted, (await app.NowAsync("gate")).State?.Text);
    }

    [Fact]
    public async Task A_server_with_explicit_start_is_not_started_until_somebody_does()
    {
        var builder = TestHost.Create();
        builder.AddRedis("cache").WithExplicitStart();
        builder.AddPostgres("postgres").WithExplicitStart().AddDatabase("shop");
        await using var app = await builder.StartAsync();
        await app.UntilAsync("cache", KnownResourceStates.NotStarted);
        await app.UntilAsync("postgres", KnownResourceStates.NotStarted);
        await app.CommandAsync("cache", KnownResourceCommands.StartCommand);
        await app.CommandAsync("postgres", KnownResourceCommands.StartCommand);
        await app.HealthyAsync("cache", "shop");
        Assert.Equal("PONG", (string?)await app.RedisAsync("cache", "PING"));
        Assert.Equal(1, await app.SqlAsync("shop", "select 1"));
    }

    private static IResourceBuilder<ExecutableResource> Gate(IDistributedApplicationBuilder builder) =>
        builder.AddExecutable("gate", "sleep", ".", "1000").WithExplicitStart();
}
