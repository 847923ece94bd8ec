using System.Diagnostics;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using LocalCloud.Aspire.Run;
using LocalCloud.Aspire.Tests.Infrastructure;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LocalCloud.Aspire.Tests.Run;

public sealed class SupervisionTests
{
    [Fact]
    public async Task What_is_killed_is_started_again_with_its_data()
    {
        await using var app = await Create("--LocalCloud:Restart=true").StartAsync("postgres", "cache", "aws", "web");
        await app.SqlAsync("shop", "create table kept (n int); insert into kept values (42)");
        foreach (var resource in (string[])["postgres", "cache", "aws", "web"])
        {
            var pid = RunningApplication.PidOf(await app.NowAsync(resource));
            Process.GetProcessById(pid).Kill();
            await ComesBackAsync(app, resource, pid, "1 (was killed)");
            await app.LogHasAsync(resource, $"{resource} was killed; it is started again in 0.5 s");
        }
        Assert.Equal(42, await app.SqlAsync("shop", "select n from kept"));
    }

    [Fact(Skip = "On Windows no shell is around it", SkipWhen = nameof(IsWindows))]
    public async Task The_server_that_is_killed_behind_its_shell_is_started_again_too()
    {
        await using var app = await Create("--LocalCloud:Restart=true").StartAsync("postgres", "shop");
        await app.SqlAsync("shop", "create table kept (n int); insert into kept values (42)");
        var shell = RunningApplication.PidOf(await app.NowAsync("postgres"));
        using (var kill = Process.Start("pkill", ["-9", "-P", $"{shell}"]))
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        await ComesBackAsync(app, "postgres", shell, "1 (was killed)");
        Assert.Equal(42, await app.SqlAsync("shop", "select n from kept"));
    }

    [Theory]
    [InlineData("cache")]
    [InlineData("web")]
    public async Task What_is_stopped_stays_stopped(string resource)
    {
        await using var app = await Create("--LocalCloud:Restart=true").StartAsync(resource);
        await app.CommandAsync(resource, KnownResourceCommands.StopCommand);
        await app.UntilAsync(resource, "ended", now => KnownResourceStates.TerminalStates.Contains(now.State?.Text));
        await app.CommandAsync(resource, KnownResourceCommands.StartCommand);
        await app.HealthyAsync(resource);
        await app.CommandAsync(resource, KnownResourceCommands.RestartCommand);
        await app.HealthyAsync(resource);
        Assert.Null(Restarts(await app.NowAsync(resource)));
    }

    public static bool IsWindows => OperatingSystem.IsWindows();

    private static async Task ComesBackAsync(RunningApplication app, string resource, int before, string restarts)
    {
        var now = await app.UntilAsync(resource, "healthy in another process", now =>
            now.State?.Text == KnownResourceStates.Running
            && now.HealthStatus == HealthStatus.Healthy
            && RunningApplication.PidOf(now) != before
        );
        Assert.Equal(restarts, Restarts(now));
    }

    private static IDistributedApplicationBuilder Create(params string[] arguments)
    {
        var builder = TestHost.Create(arguments);
        builder.AddPostgres("postgres").AddDatabase("shop");
        builder.AddRedis("cache");
        builder.UseLocalStack(builder.AddLocalStack("aws"));
        builder.AddProject("web", Assets.WebProject).WithHttpHealthCheck("/health");
        return builder;
    }

    private static string? Restarts(CustomResourceSnapshot snapshot) =>
        snapshot.Properties.FirstOrDefault(p => p.Name == Supervision.RestartsProperty)?.Value as string;
}
