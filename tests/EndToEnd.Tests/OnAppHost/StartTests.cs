using System.Net;
using System.Net.Sockets;
using Aspire.Hosting;
using EndToEnd.Tests.Infrastructure;

namespace EndToEnd.Tests.OnAppHost;

/// <summary>Why the AppHost does not start, in the words that its user reads.</summary>
public sealed class StartTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("end-to-end-start-").FullName;

    [Fact]
    public async Task A_second_run_on_the_same_data_is_refused_and_told_of_the_first()
    {
        await using var first = await StartPostgresAsync();
        await using var second = AppHostProcess.Begin(_data);
        Assert.Equal(1, await second.EndAsync());
        Assert.Contains($"The data in {_data} is in use by another run", second.Output, StringComparison.Ordinal);
        Assert.Contains($"(process {Environment.ProcessId})", second.Output, StringComparison.Ordinal);
        Assert.Contains("--ephemeral", second.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", second.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(second.Temporary, "localcloud-*"));
        await first.HealthyAsync("postgres");
    }

    [Fact]
    public async Task A_taken_port_is_named_with_its_owner_and_the_setting_that_gives_another()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        await using var host = AppHostProcess.Begin(_data, "--Ports:event-router", $"{port}");
        Assert.Equal(1, await host.EndAsync());
        Assert.Contains($"Port {port} ('event-router') is taken", host.Output, StringComparison.Ordinal);
        Assert.Contains("Ports__event_router=PORT", host.Output, StringComparison.Ordinal);
        if (OperatingSystem.IsLinux())
            Assert.Contains($"by process {Environment.ProcessId} (", host.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(host.Temporary, "localcloud-*"));
    }

    [Fact]
    public async Task Another_password_than_that_of_the_kept_data_is_told()
    {
        await (await StartPostgresAsync("--Parameters:postgres-password=one")).DisposeAsync();
        await using var host = AppHostProcess.Begin(_data, "--Parameters:postgres-password=other");
        var line = await host.SaysAsync("was made with another password", "Everything is up");
        Assert.StartsWith("postgres", line, StringComparison.Ordinal);
        Assert.Contains($"The data in {Path.Combine(_data, "postgres")} was made with another password", line, StringComparison.Ordinal);
        Assert.Equal(0, await host.InterruptAsync());
    }

    private async Task<DistributedApplication> StartPostgresAsync(params string[] arguments) =>
        await (await TestHost.CreateAsync([$"--LocalCloud:DataDirectory={_data}", .. arguments])).With("postgres").StartAsync("postgres");

    public void Dispose() => Directory.Delete(_data, recursive: true);
}
