using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;

namespace LocalCloud.Aspire.Commands;

/// <summary>The processes of each resource, one for each replica: which run, and how they are stopped and started.</summary>
internal sealed class Instances(ResourceNotificationService notifications, ResourceCommandService commands)
{
    // What DCP runs has a name of its own, of which only changes tell
    private readonly ConcurrentDictionary<IResource, ConcurrentDictionary<string, CustomResourceSnapshot>> _known = new();

    public void Watch(CancellationToken stopping) => _ = FollowAsync(stopping);

    private async Task FollowAsync(CancellationToken stopping)
    {
        await foreach (var change in notifications.WatchAsync(stopping).ConfigureAwait(false))
            _known.GetOrAdd(change.Resource, _ => new())[change.ResourceId] = change.Snapshot;
    }

    /// <summary>By what they are known to Aspire.</summary>
    public List<string> Of(IResource resource) => _known.TryGetValue(resource, out var instances) ? [.. instances.Keys] : [];

    public List<string> Running(IResource resource) => [.. Of(resource).Where(id => ResourceCommands.IsRunning(_known[resource][id]))];

    /// <summary>Returns when the process has ended.</summary>
    public async Task StopAsync(string id, CancellationToken cancellationToken)
    {
        await CommandAsync(id, KnownResourceCommands.StopCommand, cancellationToken).ConfigureAwait(false);
        await UntilAsync(id, s => KnownResourceStates.TerminalStates.Contains(s.State?.Text), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Returns when the process runs.</summary>
    /// <exception cref="CommandException">It ended instead.</exception>
    public async Task StartAsync(string id, CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetUtcNow().UtcDateTime;
        await CommandAsync(id, KnownResourceCommands.StartCommand, cancellationToken).ConfigureAwait(false);
        var now = await UntilAsync(id, s => ResourceCommands.IsRunning(s) || HasFailed(s, began), cancellationToken).ConfigureAwait(false);
        if (!ResourceCommands.IsRunning(now))
            throw new CommandException($"{id} did not start: {now.State?.Text}. Its log says why.");
    }

    public async Task<CustomResourceSnapshot> UntilAsync(
        string id,
        Func<CustomResourceSnapshot, bool> holds,
        CancellationToken cancellationToken
    )
    {
        await foreach (var change in notifications.WatchAsync(cancellationToken).ConfigureAwait(false))
            if (change.ResourceId == id && holds(change.Snapshot))
                return change.Snapshot;
        throw new OperationCanceledException(cancellationToken);
    }

    // The end of its life before is no failure of this one
    private static bool HasFailed(CustomResourceSnapshot snapshot, DateTime began) =>
        snapshot.State?.Text == KnownResourceStates.FailedToStart
        || KnownResourceStates.TerminalStates.Contains(snapshot.State?.Text) && snapshot.StopTimeStamp > began;

    private async Task CommandAsync(string id, string command, CancellationToken cancellationToken)
    {
        var answer = await commands.ExecuteCommandAsync(id, command, cancellationToken).ConfigureAwait(false);
        if (!answer.Success)
            throw new CommandException($"{command} of {id} failed: {answer.Message}");
    }
}
