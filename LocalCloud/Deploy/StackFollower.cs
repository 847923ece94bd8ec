using LocalCloud.AwsClients;
using LocalCloud.AwsClients.CloudFormation;

namespace LocalCloud.Deploy;

/// <summary>
/// Reads a stack's events while an operation goes on. CloudFormation tells nobody by itself, so it is asked again and again.
/// </summary>
internal sealed class StackFollower(AwsConnection connection, IDeployDisplay display, TimeProvider time)
{
    private readonly TimeSpan _interval = connection.IsLocal ? TimeSpan.FromMilliseconds(200) : TimeSpan.FromSeconds(2);

    /// <summary>The newest event's id: what is newer belongs to what begins now.</summary>
    public async Task<string?> NewestAsync(string stackId, CancellationToken cancellation)
    {
        await foreach (var e in connection.CloudFormation.EventsAsync(stackId, cancellation).ConfigureAwait(false))
            return e.Id;
        return null;
    }

    /// <summary>The operation in progress: its events so far, newest first, and the id of the event before it.</summary>
    public async Task<(IReadOnlyList<StackEvent> Events, string? Before)> CurrentAsync(string stackId, CancellationToken cancellation)
    {
        var events = new List<StackEvent>();
        await foreach (var e in connection.CloudFormation.EventsAsync(stackId, cancellation).ConfigureAwait(false))
        {
            if (events.Exists(IsBeginning))
                return (events, e.Id);
            events.Add(e);
        }
        return (events, null);
    }

    /// <returns>The stack's last status, and the failures on the way to it, causes first.</returns>
    public Task<Ending> FollowAsync(string stackId, string? after, CancellationToken cancellation) =>
        display.FollowAsync(async show =>
        {
            var failures = new List<StackEvent>();
            while (true)
            {
                var news = new List<StackEvent>();
                await foreach (var e in connection.CloudFormation.EventsAsync(stackId, cancellation).ConfigureAwait(false))
                {
                    if (e.Id == after)
                        break;
                    news.Add(e);
                }
                news.Reverse();
                foreach (var e in news)
                {
                    after = e.Id;
                    show(e);
                    if (e.IsFailure && !e.IsOfStack && !e.IsCancelled)
                        failures.Add(e);
                    if (e.IsOfStack && !e.Status.EndsWith("_IN_PROGRESS", StringComparison.Ordinal))
                        return new Ending(e.Status, e.Reason, failures);
                }
                await Task.Delay(_interval, time, cancellation).ConfigureAwait(false);
            }
        });

    private static bool IsBeginning(StackEvent e) =>
        e.IsOfStack && e.Status is "CREATE_IN_PROGRESS" or "UPDATE_IN_PROGRESS" or "DELETE_IN_PROGRESS" or "REVIEW_IN_PROGRESS";
}

/// <summary>How an operation ended.</summary>
internal sealed record Ending(string Status, string? Reason, IReadOnlyList<StackEvent> Failures);
