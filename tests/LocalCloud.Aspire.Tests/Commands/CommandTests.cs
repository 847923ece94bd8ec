using System.Diagnostics;
using Aspire.Hosting.ApplicationModel;
using LocalCloud.Aspire.Tests.Infrastructure;

namespace LocalCloud.Aspire.Tests.Commands;

/// <summary>The commands of the official resources, and a process that ends without being asked to.</summary>
public sealed class CommandTests(CommandFixture servers) : IClassFixture<CommandFixture>
{
    private RunningApplication App => servers.App;

    [Theory]
    [InlineData("postgres")]
    [InlineData("cache")]
    public async Task A_stopped_server_has_ended_and_can_be_started_but_not_stopped(string server)
    {
        using (var process = ProcessOf(await App.NowAsync(server)))
        {
            await App.CommandAsync(server, KnownResourceCommands.StopCommand);
            var now = await App.UntilAsync(server, "ended", HasEnded);
            Assert.Equal(ResourceCommandState.Enabled, Command(now, KnownResourceCommands.StartCommand));
            Assert.Equal(ResourceCommandState.Hidden, Command(now, KnownResourceCommands.StopCommand));
            Assert.Equal(ResourceCommandState.Disabled, Command(now, KnownResourceCommands.RestartCommand));
            Assert.NotNull(now.StopTimeStamp);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        await StartAsync(server);
        var again = await App.NowAsync(server);
        Assert.Equal(ResourceCommandState.Hidden, Command(again, KnownResourceCommands.StartCommand));
        Assert.Equal(ResourceCommandState.Enabled, Command(again, KnownResourceCommands.StopCommand));
        Assert.Equal(ResourceCommandState.Enabled, Command(again, KnownResourceCommands.RestartCommand));
    }

    [Fact]
    public async Task A_database_ends_with_its_server_and_comes_back_with_it_and_its_rows()
    {
        await App.SqlAsync("shop", "create table if not exists orders as select 42 n");
        var before = servers.Events.Times("shop", "Stopped");
        await App.CommandAsync("postgres", KnownResourceCommands.StopCommand);
        await App.UntilAsync("shop", "ended", HasEnded);
        await servers.Events.MoreThanAsync(before, "shop", "Stopped");
        await StartAsync("postgres");
        await App.UntilAsync("shop", KnownResourceStates.Running);
        Assert.Equal(42, await App.SqlAsync("shop", "select n from orders"));
    }

    [Theory]
    [InlineData("postgres")]
    [InlineData("cache")]
    public async Task A_restarted_server_is_another_process_at_the_same_address(string server)
    {
        var (before, address) = (RunningApplication.PidOf(await App.NowAsync(server)), await App.ConnectionStringAsync(server));
        await App.CommandAsync(server, KnownResourceCommands.RestartCommand);
        await App.UntilAsync(server, "another process", now => IsRunning(now) && RunningApplication.PidOf(now) != before);
        await App.HealthyAsync(server);
        Assert.Equal(address, await App.ConnectionStringAsync(server));
        await AnswersAsync(server);
    }

    [Theory]
    [InlineData("postgres")]
    [InlineData("cache")]
    public async Task A_killed_server_is_seen_to_have_ended_and_comes_back_by_start(string server)
    {
        using (var process = ProcessOf(await App.NowAsync(server)))
            process.Kill();
        await App.UntilAsync(server, "ended", HasEnded);
        await StartAsync(server);
    }

    [Fact]
    public async Task A_stopped_server_tells_those_who_ask_for_its_end()
    {
        var before = servers.Events.Times("cache", "Stopped");
        await App.CommandAsync("cache", KnownResourceCommands.StopCommand);
        await App.UntilAsync("cache", "ended", HasEnded);
        await servers.Events.MoreThanAsync(before, "cache", "Stopped");
        await StartAsync("cache");
    }

    private async Task StartAsync(string server)
    {
        await App.CommandAsync(server, KnownResourceCommands.StartCommand);
        await App.UntilAsync(server, KnownResourceStates.Running);
        await App.HealthyAsync(server);
        await AnswersAsync(server);
    }

    private async Task AnswersAsync(string server)
    {
        if (server == "cache")
            Assert.Equal("PONG", (string?)await App.RedisAsync(server, "PING"));
        else
            Assert.Equal(1, await App.SqlAsync("shop", "select 1"));
    }

    private static Process ProcessOf(CustomResourceSnapshot now) => Process.GetProcessById(RunningApplication.PidOf(now));

    private static bool HasEnded(CustomResourceSnapshot now) => KnownResourceStates.TerminalStates.Contains(now.State?.Text);

    private static bool IsRunning(CustomResourceSnapshot now) => now.State?.Text == KnownResourceStates.Running;

    private static ResourceCommandState Command(CustomResourceSnapshot now, string name) => now.Commands.Single(c => c.Name == name).State;
}
