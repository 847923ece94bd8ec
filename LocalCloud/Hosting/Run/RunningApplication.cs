using System.Runtime.CompilerServices;
using LocalCloud.Hosting.Manifest;
using LocalCloud.Hosting.Run.Terminal;
using LocalCloud.Hosting.Run.Dashboard;
using LocalCloud.Hosting.Run.Dcp;
using LocalCloud.Hosting.Run.Lifecycle;
using LocalCloud.Hosting.Run.Plan;
using LocalCloud.Hosting.Run.State;
using Microsoft.AspNetCore.Builder;

namespace LocalCloud.Hosting.Run;

/// <summary>One run, from its start to its end.</summary>
sealed class RunningApplication : IRunningApplication
{
    readonly RunContext context;
    readonly Ports ports;
    readonly DataLock dataLock;
    readonly long began;
    readonly ResourceBoard board = new();
    readonly LogBooks logs = new();
    readonly Guard guard;
    // After leaving nothing starts any more; until stopping the streams that tell of ends go on
    readonly CancellationTokenSource leaving = new(), stopping = new();
    readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource<int> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly NodeRunner nodes;
    readonly Lock gate = new();
    Task<DcpClient>? dcp;
    Task<ProcessHost>? processes;
    Task<WebApplication?>? resourceService;
    Task? progress, stop;

    public RunningApplication(RunContext context, Ports ports, DataLock dataLock, long began)
    {
        (this.context, this.ports, this.dataLock, this.began) = (context, ports, dataLock, began);
        guard = new(context.Temporary.Path);
        nodes = new(context, board, logs, leaving.Token);
        foreach (var view in context.Plan.Nodes.SelectMany(n => ViewFactory.Of(n, context.Plan, context.Time.GetUtcNow()))) board.Add(view);
    }

    public Task Ready => ready.Task;
    public Task<int> Completion => completion.Task;
    public Uri? DashboardLoginUrl => context.Dashboard?.LoginUrl;

    /// <summary>Sets everything going, side by side.</summary>
    public void Start(string dcpPath)
    {
        if (context.Request.ShowProgress) progress = ProgressConsole.WatchAsync(context, board, logs, Ready, began, leaving.Token);
        dcp = Task.Run(() => DcpServer.StartAsync(dcpPath, context.Temporary, context.Time, stopping.Token));
        processes = HostAsync();
        resourceService = Task.Run(ServeResourcesAsync);
        RunFile.Write(context);
        _ = CarryOutAsync();
    }

    async Task<ProcessHost> HostAsync()
    {
        var client = await dcp!.ConfigureAwait(false);
        var host = new ProcessHost(client, board, logs, guard, context.Time, stopping.Token);
        _ = host.WatchAsync();
        return host;
    }

    async Task<WebApplication?> ServeResourcesAsync()
    {
        if (context.Dashboard is not { } endpoints) return null;
        var service = new ResourceService(context.Request.ApplicationName, board, logs, new(nodes.ExecuteAsync), stopping.Token);
        var app = await ResourceServiceHost.StartAsync(service, endpoints, stopping.Token).ConfigureAwait(false);
        var host = await processes!.ConfigureAwait(false);
        await host.StartAsync(DashboardLaunch.Name, DashboardLaunch.Spec(endpoints, context.Temporary.Path), leaving.Token).ConfigureAwait(false);
        return app;
    }

    async Task CarryOutAsync()
    {
        try
        {
            await processes!.ConfigureAwait(false);
            await nodes.StartAsync(processes!).ConfigureAwait(false);
            await resourceService!.ConfigureAwait(false);
            if (context.Dashboard is { } dashboard) await DashboardReadyAsync(dashboard).ConfigureAwait(false);
            ready.TrySetResult();
        }
        catch (OperationCanceledException) when (leaving.IsCancellationRequested)
        {
            ready.TrySetCanceled(leaving.Token);
        }
        catch (Exception e)
        {
            ready.TrySetException(e is ResourceFailedException failed ? new RunStartException(Failure(failed.Resource)) : e);
            // Nobody may be waiting
            _ = ready.Task.Exception;
        }
    }

    async Task DashboardReadyAsync(DashboardEndpoints dashboard)
    {
        while (await Engines.Probe.TcpAsync(dashboard.Frontend.Port, leaving.Token).ConfigureAwait(false) is not null)
            await Task.Delay(TimeSpan.FromMilliseconds(20), context.Time, leaving.Token).ConfigureAwait(false);
    }

    // The first cause: what only waited for it has its own reason, but says less
    string Failure(string resource)
    {
        var view = board.Of(resource).FirstOrDefault(v => v.State is KnownResourceStates.FailedToStart or KnownResourceStates.Exited) ?? board.Of(resource).First();
        var last = logs[view.Name].Last(20);
        return $"'{resource}' failed to start: {view.Reason}{(view.ExitCode is { } code ? $" (exit code {code})" : "")}{string.Concat(last.Select(l => $"\n  {l}"))}";
    }

    public async IAsyncEnumerable<ResourceSnapshot> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var view in board.WatchAsync(cancellationToken).ConfigureAwait(false))
            if (Find(view.Resource) is { } snapshot) yield return snapshot;
    }

    public ResourceSnapshot? Find(string resource) => Snapshots.Of(resource, board.Of(resource));

    public Task<Uri> GetEndpointAsync(string resource, string? binding = null, CancellationToken cancellationToken = default)
    {
        var node = context.Plan.Get(resource);
        var port = binding is not null ? Values.PortOf(node, binding) : node.Ports.GetValueOrDefault("http") ?? node.Ports.GetValueOrDefault("https") ?? node.Ports.Values.FirstOrDefault();
        return port is null ? throw new ArgumentException($"'{resource}' has no binding{(binding is null ? "" : $" '{binding}'")}.", nameof(binding)) : Task.FromResult(new Uri(port.Url));
    }

    public async Task<string?> GetConnectionStringAsync(string resource, CancellationToken cancellationToken = default)
    {
        var node = context.Plan.Get(resource);
        if (node.Resource is ManifestParameter { ConnectionString: not null }) return context.Values.Resolve($"{{{node.Name}.connectionString}}");
        if (node.Resource.ConnectionString is not { } text) return null;
        foreach (var stack in text.References.Where(r => r.Output is not null)) await nodes.Signals(stack.Resource).Healthy.WaitAsync(cancellationToken).ConfigureAwait(false);
        return context.Values.Resolve(text);
    }

    public Task<string?> ExecuteCommandAsync(string resource, string command, CancellationToken cancellationToken = default) => nodes.ExecuteAsync(resource, command, cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken = default)
    {
        lock (gate) stop ??= Task.Run(StopOnceAsync, CancellationToken.None);
        return stop.WaitAsync(cancellationToken);
    }

    async Task StopOnceAsync()
    {
        var failed = Ready.IsFaulted || board.Views.Values.Any(v => v.State == KnownResourceStates.FailedToStart);
        await leaving.CancelAsync().ConfigureAwait(false);
        if (progress is not null) await progress.ConfigureAwait(false);
        await Shutdown.RunAsync(context, dcp!, processes!, stopping).ConfigureAwait(false);
        if (resourceService is { } service) await Shutdown.QuietlyAsync(async () => { if (await service.ConfigureAwait(false) is { } app) await app.DisposeAsync().ConfigureAwait(false); }).ConfigureAwait(false);
        guard.Dispose();
        board.Complete();
        RunFile.Delete(context.Request.DataDirectory);
        context.Temporary.Dispose();
        dataLock.Dispose();
        ports.Dispose();
        if (context.Request.Ephemeral) RunDirectory.Delete(context.Request.DataDirectory);
        completion.TrySetResult(failed ? 1 : 0);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        leaving.Dispose();
        stopping.Dispose();
    }
}
