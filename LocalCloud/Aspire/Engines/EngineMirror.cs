using System.Collections.Immutable;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using LocalCloud.Aspire.Commands;
using LocalCloud.Aspire.Run;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LocalCloud.Aspire.Engines;

/// <summary>
/// Shows a process as the resource that it serves: state, properties and log, for the resource and for what is inside it (databases),
/// and the events that Aspire raises for a container.
/// </summary>
internal sealed class EngineMirror(EngineResource engine, IServiceProvider services, DistributedApplicationModel model)
{
    private readonly ResourceNotificationService _notifications = services.GetRequiredService<ResourceNotificationService>();
    private readonly ResourceLoggerService _loggers = services.GetRequiredService<ResourceLoggerService>();

    private IEnumerable<IResource> Family =>
        model.Resources.Where(r => r is IResourceWithParent child && child.Parent == engine.Served).Prepend(engine.Served);

    public void Start(IDistributedApplicationEventing eventing)
    {
        var stopping = services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        engine.Served.Annotations.Add(EngineCommands.Start(engine));
        engine.Served.Annotations.Add(EngineCommands.Stop(engine));
        engine.Served.Annotations.Add(EngineCommands.Restart(engine));
        eventing.Subscribe<ResourceEndpointsAllocatedEvent>(engine, async (_, cancellationToken) =>
        {
            var allocated = new ResourceEndpointsAllocatedEvent(engine.Served, services);
            await eventing.PublishAsync(allocated, cancellationToken).ConfigureAwait(false);
            foreach (var member in Family.OfType<IResourceWithConnectionString>())
            {
                var available = new ConnectionStringAvailableEvent(member, services);
                await eventing.PublishAsync(available, cancellationToken).ConfigureAwait(false);
            }
        });
        eventing.Subscribe<BeforeResourceStartedEvent>(engine, (_, cancellationToken) =>
            eventing.PublishAsync(new BeforeResourceStartedEvent(engine.Served, services), cancellationToken)
        );
        eventing.Subscribe<ResourceStoppedEvent>(engine, async (stopped, cancellationToken) =>
        {
            foreach (var member in Family)
            {
                var also = new ResourceStoppedEvent(member, services, stopped.ResourceEvent);
                await eventing.PublishAsync(also, cancellationToken).ConfigureAwait(false);
            }
        });
        _ = Task.Run(() => FollowStateAsync(stopping), stopping);
    }

    private async Task FollowStateAsync(CancellationToken stopping)
    {
        var (ran, hasRun, log) = (false, false, (Task?)null);
        await foreach (var change in _notifications.WatchAsync(stopping).ConfigureAwait(false))
        {
            if (change.Resource != engine)
                continue;
            // By the name that its process has been given by now
            log ??= Task.Run(() => FollowLogAsync(change.ResourceId, stopping), stopping);
            var runs = Is(change.Snapshot, KnownResourceStates.Running);
            if (runs && hasRun && !ran)
                await AnswersAsync(change.ResourceId, stopping).ConfigureAwait(false);
            (ran, hasRun) = (runs, hasRun || runs);
            foreach (var member in Family)
            {
                var isServer = member == engine.Served;
                await _notifications.PublishUpdateAsync(member, s => Shown(s, change.Snapshot, isServer)).ConfigureAwait(false);
            }
        }
    }

    // A restarted server still counts as healthy, from before, until it is asked again: it is shown as running when it answers as it
    // did then
    private Task AnswersAsync(string id, CancellationToken stopping) =>
        services.UntilHealthyAsync([.. Family], () => IsRunning(id), stopping);

    private bool IsRunning(string id) =>
        _notifications.TryGetCurrentState(id, out var now) && Is(now.Snapshot, KnownResourceStates.Running);

    private CustomResourceSnapshot Shown(CustomResourceSnapshot shown, CustomResourceSnapshot process, bool isServer)
    {
        var running = Is(process, KnownResourceStates.Running);
        // It waits for others, which only it knows: its process is about to start all the while, and this may come late
        var ended = KnownResourceStates.TerminalStates.Contains(process.State?.Text);
        if (Is(shown, KnownResourceStates.Waiting) && !running && !ended)
            return shown;
        return shown with
        {
            State = process.State,
            StartTimeStamp = process.StartTimeStamp,
            StopTimeStamp = process.StopTimeStamp,
            ExitCode = process.ExitCode,
            Urls = [.. shown.Urls.Select(u => u with { IsInactive = !running })],
            Properties = isServer ? Merged(shown.Properties, process.Properties) : shown.Properties,
            EnvironmentVariables = isServer ? process.EnvironmentVariables : shown.EnvironmentVariables,
        };
    }

    private static bool Is(CustomResourceSnapshot snapshot, string state) => snapshot.State?.Text == state;

    // The command line is of no interest to whoever asked for a database
    private ImmutableArray<ResourcePropertySnapshot> Merged(
        ImmutableArray<ResourcePropertySnapshot> shown,
        ImmutableArray<ResourcePropertySnapshot> process
    ) =>
        [
            .. shown.Where(p => p.Name != StopOrder.PidProperty && p.Name != CustomResourceKnownProperties.Source),
            new ResourcePropertySnapshot(CustomResourceKnownProperties.Source, engine.Description),
            .. process.Where(p => p.Name == StopOrder.PidProperty),
        ];

    private async Task FollowLogAsync(string id, CancellationToken stopping)
    {
        var log = _loggers.GetLogger(engine.Served);
        await foreach (var lines in _loggers.WatchAsync(id).WithCancellation(stopping).ConfigureAwait(false))
        foreach (var line in lines)
            log.Log(line.IsErrorMessage ? LogLevel.Error : LogLevel.Information, "{Line}", LogTime.Without(line.Content));
    }
}
