using LocalCloud.Hosting.Manifest;
using LocalCloud.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace LocalCloud.Hosting.Tests.AppModel;

/// <summary>One after the other: they look at the process's exit code.</summary>
[CollectionDefinition(DisableParallelization = true)]
public class ExitCode;

[Collection(typeof(ExitCode))]
public class RunTests
{
    [Theory]
    [InlineData(2, "--operation", "deploy")]
    [InlineData(2, "--operation", "publish", "--Publish:Architecture", "sparc")]
    [InlineData(2, "--operation", "publish", "--publisher", "docker", "--output-path", "x")]
    [InlineData(2, "--publisher", "manifest")]
    [InlineData(1, "--publisher", "manifest", "--output-path", "/proc/nowhere/manifest.json")]
    public async Task What_cannot_be_done_is_said_and_is_the_exit_code(int code, params string[] args)
    {
        using var folder = new AppHostFolder();
        Assert.Equal(code, await RunAsync(folder.Builder(args)));
    }

    [Fact]
    public async Task A_run_ends_when_it_is_cancelled_and_stops_what_it_started()
    {
        using var folder = new AppHostFolder();
        var builder = folder.Builder();
        var runner = new RecordingRunner();
        builder.Services.AddSingleton<IRunner>(runner);
        using var stop = new CancellationTokenSource();
        var run = RunAsync(builder, stop.Token);
        Assert.False(run.IsCompleted);
        stop.Cancel();
        Assert.Equal(0, await run);
        Assert.True(runner.Stopped);
    }

    [Fact]
    public async Task A_running_application_has_addresses_connection_strings_and_states()
    {
        using var folder = new AppHostFolder("Api");
        var builder = folder.Builder();
        var api = builder.AddProject("api", "../Api");
        var runner = new RecordingRunner(
            new("api", KnownResourceStates.Starting), new("api", KnownResourceStates.Running) { IsHealthy = true }, new("broken", KnownResourceStates.FailedToStart) { Reason = "no such file" });
        builder.Services.AddSingleton<IRunner>(runner);
        await using var app = builder.Build();
        Assert.Throws<InvalidOperationException>(() => app.GetEndpoint("api"));

        await app.StartAsync();
        Assert.Equal("http://127.0.0.1:1234/api/http", app.GetEndpoint("api", "http").ToString());
        Assert.Equal("http://127.0.0.1:1234/api/http", app.CreateHttpClient("api", "http").BaseAddress!.ToString());
        Assert.Equal("Host=db", await app.GetConnectionStringAsync("db"));
        Assert.Equal("1234", await api.GetEndpoint("http").Property(EndpointProperty.Port).GetValueAsync());
        Assert.True((await app.ResourceNotifications.WaitForResourceHealthyAsync("api")).IsHealthy);
        Assert.Contains("no such file", (await Assert.ThrowsAsync<DistributedApplicationException>(() => app.ResourceNotifications.WaitForResourceHealthyAsync("broken"))).Message);
        await Assert.ThrowsAsync<ArgumentException>(() => app.ResourceNotifications.WaitForResourceHealthyAsync("nobody"));
    }

    static async Task<int> RunAsync(IDistributedApplicationBuilder builder, CancellationToken cancellationToken = default)
    {
        await builder.Build().RunAsync(cancellationToken);
        var code = Environment.ExitCode;
        Environment.ExitCode = 0;
        return code;
    }
}
