using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using EndToEnd.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace EndToEnd.Tests.OnAppHost;

/// <summary>The resources of a running application and their processes: what Aspire knows of them, and its commands.</summary>
internal sealed class Processes(DistributedApplication app)
{
    public IEnumerable<IResource> Resources => app.Services.GetRequiredService<DistributedApplicationModel>().Resources;

    public IResource Of(string resource) => Resources.Single(r => r.Name == resource);

    /// <summary>As many as it has replicas, with what they are now.</summary>
    public async Task<IReadOnlyList<ResourceEvent>> InstancesOfAsync(string resource)
    {
        var (instances, count) = (new SortedDictionary<string, ResourceEvent>(StringComparer.Ordinal), Of(resource).GetReplicaCount());
        await app.WithinAsync($"{count} of {resource} known", async limit =>
        {
            // It begins with the present state of everything
            await foreach (var change in app.ResourceNotifications.WatchAsync(limit))
            {
                if (change.Resource.Name == resource)
                    instances[change.ResourceId] = change;
                if (instances.Count == count)
                    return;
            }
        });
        return [.. instances.Values];
    }

    public async Task<ResourceEvent> OneOfAsync(string resource) => Assert.Single(await InstancesOfAsync(resource));

    public async Task ExecuteAsync(string resource, string command)
    {
        var answer = await app.ResourceCommands.ExecuteCommandAsync(resource, command, TestContext.Current.CancellationToken);
        Assert.True(answer.Success, $"{command} {resource}: {answer.Message}");
    }

    /// <summary>Returns when an instance is so.</summary>
    public Task UntilAsync(string resource, string what, Func<ResourceEvent, bool> holds) =>
        app.WithinAsync($"{resource} {what}", limit => app.ResourceNotifications.WaitForResourceAsync(resource, holds, limit));

    /// <summary>The lines that all instances have written so far.</summary>
    public async Task<IReadOnlyList<string>> LogAsync(string resource)
    {
        var (lines, log) = (new List<string>(), app.Services.GetRequiredService<ResourceLoggerService>());
        await foreach (var some in log.GetAllAsync(Of(resource)).WithCancellation(TestContext.Current.CancellationToken))
            lines.AddRange(some.Select(line => WithoutTime(line.Content)));
        return lines;
    }

    public static int PidOf(ResourceEvent instance) =>
        Convert.ToInt32(instance.Snapshot.Properties.Single(p => p.Name == "executable.pid").Value, CultureInfo.InvariantCulture);

    public static bool HasEnded(ResourceEvent instance) => KnownResourceStates.TerminalStates.Contains(instance.Snapshot.State?.Text);

    // Aspire puts the time in front of each line
    private static string WithoutTime(string line) => line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..];
}
