using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using LocalCloud.Aspire.Engines;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace LocalCloud.Aspire.Run;

/// <summary>
/// Starts again what has died: engines, AWS and projects that were healthy once and ended by themselves, with an error. The wait
/// doubles with each time, and after some in a row it is left to whoever presses Start.
/// </summary>
internal sealed partial class Supervision(
    ResourceNotificationService notifications,
    ResourceCommandService commands,
    ResourceLoggerService loggers,
    TimeProvider time,
    ILogger log
)
{
    /// <summary>In the details of a resource: how often it was started again, and why the last time.</summary>
    public const string RestartsProperty = "Restarts";

    private const int Most = 6;
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(500),
        Longest = TimeSpan.FromSeconds(30);

    // Who has lived for so long dies as the first of a row
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, Instance> _instances = new();

    /// <summary>From now on: no change after this is missed.</summary>
    public void Watch(CancellationToken stopping) => _ = FollowAsync(stopping);

    private async Task FollowAsync(CancellationToken stopping)
    {
        await foreach (var change in notifications.WatchAsync(stopping).ConfigureAwait(false))
        {
            // Whatever ends with the application ends for good
            if (stopping.IsCancellationRequested)
                return;
            if (!ProcessSettings.Concerns(change.Resource))
                continue;
            var instance = _instances.GetOrAdd(change.ResourceId, _ => new());
            if (instance.Follow(change.Snapshot) && IsDeath(change))
                _ = AgainAsync(change, instance, stopping);
        }
    }

    // A project that ends without an error has done what it was for
    private static bool IsDeath(ResourceEvent change) => change.Snapshot.ExitCode is not 0 || change.Resource is not ProjectResource;

    private async Task AgainAsync(ResourceEvent ended, Instance instance, CancellationToken stopping)
    {
        var (engine, why) = (ended.Resource as EngineResource, Reason(ended.Snapshot));
        // Users see the server, not the process behind it
        var name = engine?.Served.Name ?? ended.Resource.Name;
        ILogger[] logs = [log, engine is null ? loggers.GetLogger(ended.ResourceId) : loggers.GetLogger(engine.Served)];
        foreach (var to in logs)
            if (instance.InARow > Most)
                LogGivenUp(to, name, why, Most);
            else
                LogAgain(to, name, why, Wait(instance.InARow).TotalSeconds);
        if (instance.InARow > Most)
            return;
        await Task.Delay(Wait(instance.InARow), time, stopping).ConfigureAwait(false);
        // By now somebody may have started it, or stopped it for good
        if (!instance.IsDead(ended.Snapshot))
            return;
        var restarts = ++instance.Restarts;
        CustomResourceSnapshot Counted(CustomResourceSnapshot s) => s with { Properties = WithRestart(s.Properties, restarts, why) };
        await (
            engine is null
                ? notifications.PublishUpdateAsync(ended.Resource, ended.ResourceId, Counted)
                : notifications.PublishUpdateAsync(engine.Served, Counted)
        ).ConfigureAwait(false);
        var answer = await commands
            .ExecuteCommandAsync(ended.ResourceId, KnownResourceCommands.StartCommand, stopping)
            .ConfigureAwait(false);
        if (!answer.Success)
            LogFailed(log, name, answer.Message);
    }

    private static TimeSpan Wait(int inARow) => First * Math.Pow(2, inARow - 1) is var wait && wait < Longest ? wait : Longest;

    // DCP knows of no signal but that there was one; a shell says 128 and the signal
    private static string Reason(CustomResourceSnapshot snapshot) =>
        snapshot.ExitCode switch
        {
            -1 or > 128 and < 160 => "was killed",
            { } code => string.Create(CultureInfo.InvariantCulture, $"ended with exit code {code}"),
            null => "ended",
        };

    private static ImmutableArray<ResourcePropertySnapshot> WithRestart(
        ImmutableArray<ResourcePropertySnapshot> properties,
        int restarts,
        string why
    ) =>
        [
            .. properties.Where(p => p.Name != RestartsProperty),
            new(RestartsProperty, string.Create(CultureInfo.InvariantCulture, $"{restarts} ({why})")),
        ];

    [LoggerMessage(LogLevel.Warning, "{Resource} {Why}; it is started again in {Seconds} s (--no-restart leaves it)")]
    private static partial void LogAgain(ILogger log, string resource, string why, double seconds);

    [LoggerMessage(LogLevel.Error, "{Resource} {Why} after it was started again {Times} times in a row; it is left to you: see its log")]
    private static partial void LogGivenUp(ILogger log, string resource, string why, int times);

    [LoggerMessage(LogLevel.Error, "{Resource} could not be started again: {Message}")]
    private static partial void LogFailed(ILogger log, string resource, string? message);

    /// <summary>One process of a resource, over its lives.</summary>
    private sealed class Instance
    {
        private bool _wasHealthy,
            _isStopped;
        private (string? State, DateTime? Ended) _now;

        public int InARow { get; private set; }

        public int Restarts { get; set; }

        /// <returns>Whether it has just ended without being asked to.</returns>
        public bool Follow(CustomResourceSnapshot snapshot)
        {
            var state = snapshot.State?.Text;
            if (state == KnownResourceStates.Running)
                _isStopped = false;
            if (state == KnownResourceStates.Stopping)
                _isStopped = true;
            _wasHealthy |= state == KnownResourceStates.Running && snapshot.HealthStatus is HealthStatus.Healthy or HealthStatus.Degraded;
            var hasEnded = state == KnownResourceStates.Finished && _now.State != state && !_isStopped && _wasHealthy;
            _now = (state, snapshot.StopTimeStamp);
            if (hasEnded)
                InARow = snapshot.StopTimeStamp - snapshot.StartTimeStamp >= Calm ? 1 : InARow + 1;
            return hasEnded;
        }

        /// <summary>Whether it is still as it was then.</summary>
        public bool IsDead(CustomResourceSnapshot then) => _now == (then.State?.Text, then.StopTimeStamp) && !_isStopped;
    }
}
