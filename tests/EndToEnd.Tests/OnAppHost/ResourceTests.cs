using Aspire.Hosting.ApplicationModel;
using EndToEnd.Tests.Infrastructure;

namespace EndToEnd.Tests.OnAppHost;

/// <summary>What Aspire shows of the engines that stand behind its own resources.</summary>
public sealed class ResourceTests(SharedAppHost shared) : SystemTest(shared)
{
    private Processes Processes => ((RunningAppHost)App).Processes;

    [Theory]
    [InlineData("postgres", "database system is ready to accept connections")]
    [InlineData("redis", "Ready on 127.0.0.1:")]
    [InlineData("aws", "LocalCloud.Aws listening on ")]
    public async Task The_console_of_a_resource_is_that_of_its_engine(string resource, string says) =>
        await Eventually.HoldsAsync(async () =>
            Assert.Contains(await Processes.LogAsync(resource), line => line.Contains(says, StringComparison.Ordinal))
        );

    [Fact]
    public async Task Every_resource_that_is_shown_is_one_of_the_application_and_runs()
    {
        var shown = new List<string>();
        foreach (var resource in Processes.Resources.Where(r => r is not ParameterResource))
        foreach (var instance in await Processes.InstancesOfAsync(resource.Name))
        {
            if (instance.Snapshot.IsHidden)
                continue;
            Assert.Equal(KnownResourceStates.Running, instance.Snapshot.State?.Text);
            shown.Add(resource.Name);
        }
        // The worker runs twice
        Assert.Equal(RunningAppHost.Resources.Append("report-worker").Order(), shown.Order());
    }

    [Theory]
    [InlineData("postgres")]
    [InlineData("redis")]
    [InlineData("aws")]
    [InlineData("api")]
    public async Task The_process_behind_a_resource_is_there_under_the_pid_that_is_shown(string resource)
    {
        using var process = System.Diagnostics.Process.GetProcessById(Processes.PidOf(await Processes.OneOfAsync(resource)));
        Assert.False(process.HasExited);
    }
}
