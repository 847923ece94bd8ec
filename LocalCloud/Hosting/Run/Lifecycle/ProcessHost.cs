using System.Collections.Concurrent;
using System.Text.Json;
using LocalCloud.Hosting.Manifest;
using LocalCloud.Hosting.Run.Dcp;
using LocalCloud.Hosting.Run.Engines;
using LocalCloud.Hosting.Run.Plan;
using LocalCloud.Hosting.Run.State;

namespace LocalCloud.Hosting.Run.Lifecycle;

/// <summary>Processes as DCP runs them: started by its API, their states and output by its streams.</summary>
sealed class ProcessHost(DcpClient dcp, ResourceBoard board, LogBooks logs, Guard guard, TimeProvider time, CancellationToken stopping)
{
    readonly ConcurrentDictionary<string, RunningProcess> processes = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Follows DCP's streams; ends with DCP or the run.</summary>
    public Task WatchAsync() => Task.WhenAll(
        WatchAsync(DcpClient.Executables, DcpJson.Default.DcpWatchEventDcpExecutableSpecDcpProcessStatus),
        WatchAsync(DcpClient.Containers, DcpJson.Default.DcpWatchEventDcpContainerSpecDcpProcessStatus));

    async Task WatchAsync<TSpec>(string kind, System.Text.Json.Serialization.Metadata.JsonTypeInfo<DcpWatchEvent<TSpec, DcpProcessStatus>> json)
    {
        try
        {
            await foreach (var change in dcp.WatchAsync(kind, json, stopping).ConfigureAwait(false))
            {
                if (!processes.TryGetValue(change.Object.Metadata.Name, out var process)) continue;
                if (change.Object.Status is { } status) Apply(process, status);
                if (change.Type == "DELETED") process.SetDeleted();
            }
        }
        catch (Exception e) when (e is OperationCanceledException or HttpRequestException)
        {
            // The run or DCP ends
        }
        foreach (var process in processes.Values.Where(p => p.Kind == kind))
        {
            process.End(null);
            process.SetDeleted();
        }
    }

    void Apply(RunningProcess process, DcpProcessStatus status)
    {
        // What comes after an end is said of a process whose successor may be on the board already
        if (process.Ended.IsCompleted) return;
        if (status.State is "Running" or "Stopping" && !process.Began.IsCompleted) Begin(process, status);
        if (status.State is not ("Finished" or "Terminated" or "FailedToStart" or "Exited" or "RuntimeUnhealthy" or "Unknown")) return;
        if (process is { IsServer: false, Pid: { } ended }) guard.Ended(ended);
        // One that ended before its "Running" came by has output all the same, and whoever sees its end may want the last of it
        if (!process.Began.IsCompleted) Follow(process);
        var failed = status.State is "FailedToStart" or "RuntimeUnhealthy";
        board.Update(process.Name, view => view with
        {
            State = failed ? KnownResourceStates.FailedToStart : status.ExitCode is 0 ? KnownResourceStates.Finished : KnownResourceStates.Exited,
            ExitCode = status.ExitCode,
            Stopped = status.FinishTimestamp ?? time.GetUtcNow(),
            IsHealthy = null,
            Pid = null,
            Reason = failed ? status.Message is { Length: > 0 } message ? message : $"{process.Path} could not be started" : view.Reason,
        });
        process.TryBegin(status.Pid);
        process.End(status.ExitCode);
    }

    void Begin(RunningProcess process, DcpProcessStatus status)
    {
        if (!process.IsServer && status.Pid is { } pid) guard.Began(pid);
        // Before anybody who waits for its beginning looks
        board.Update(process.Name, view => view with { State = KnownResourceStates.Running, Started = status.StartupTimestamp ?? time.GetUtcNow(), Stopped = null, ExitCode = null, Pid = status.Pid, Reason = null });
        process.TryBegin(status.Pid);
        Follow(process);
    }

    void Follow(RunningProcess process) =>
        process.Output = logs[process.Name].Complete = Task.WhenAll(FollowAsync(process, "stdout"), FollowAsync(process, "stderr"));

    async Task FollowAsync(RunningProcess process, string source)
    {
        try
        {
            await foreach (var line in dcp.LogAsync(process.Kind, process.Name, source, stopping).ConfigureAwait(false))
                logs[process.Name].Write(line, source == "stderr");
        }
        catch (Exception e) when (e is OperationCanceledException or HttpRequestException)
        {
            // The run or DCP ends
        }
    }

    /// <summary>Starts a process that is no resource (the dashboard).</summary>
    public async Task StartAsync(string name, DcpExecutableSpec spec, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        processes[name] = new(name, spec.ExecutablePath, DcpClient.Executables);
        await dcp.CreateAsync(DcpClient.Executables, new("Executable", new(name), spec), DcpJson.Default.DcpObjectDcpExecutableSpecDcpProcessStatus, cancellationToken).ConfigureAwait(false);
    }

    public async Task<RunningProcess> StartAsync(RunNode node, RunInstance instance, Launch launch, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (processes.TryGetValue(instance.Name, out var before)) await DeleteAsync(before, cancellationToken).ConfigureAwait(false);
        var process = processes[instance.Name] = new(instance.Name, launch.Path, launch.Container is null ? DcpClient.Executables : DcpClient.Containers) { IsServer = node.Engine is { IsServer: true } };
        IReadOnlyList<DcpEnv> environment = [.. launch.Environment.Select(v => new DcpEnv(v.Name, v.Value))];
        if (launch.Container is { } container)
            await dcp.CreateAsync(process.Kind, new("Container", new(instance.Name), new(container.Image)
            {
                Command = launch.Path.Length == 0 ? null : launch.Path,
                Args = launch.Args,
                Env = environment,
                Ports = [.. container.Ports.Select(p => new DcpContainerPort(p.ContainerPort, p.HostPort, BoundPort.Host))],
                VolumeMounts = [.. container.Mounts.Select(m => new DcpVolumeMount(m.Type, m.Source, m.Target, m.ReadOnly))],
            }), DcpJson.Default.DcpObjectDcpContainerSpecDcpProcessStatus, cancellationToken).ConfigureAwait(false);
        else
            await dcp.CreateAsync(process.Kind, new("Executable", new(instance.Name) { Annotations = Produces(node, instance) }, new(launch.Path)
            {
                Args = launch.Args,
                Env = environment,
                WorkingDirectory = launch.WorkingDirectory,
            }), DcpJson.Default.DcpObjectDcpExecutableSpecDcpProcessStatus, cancellationToken).ConfigureAwait(false);
        return process;
    }

    // Known by the stream, which has told all about it then: nothing of the one that was is taken for the one to come
    async Task DeleteAsync(RunningProcess process, CancellationToken cancellationToken)
    {
        if (await dcp.DeleteAsync(process.Kind, process.Name, cancellationToken).ConfigureAwait(false))
            await process.Deleted.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Opens the addresses that several replicas answer for.</summary>
    public async Task OpenAsync(RunNode node, CancellationToken cancellationToken)
    {
        foreach (var (binding, port) in node.Ports.Where(p => p.Value.IsProxied))
            await dcp.CreateAsync(DcpClient.Services, new("Service", new(ServiceName(node, binding)), new DcpServiceSpec(port.Port)), DcpJson.Default.DcpObjectDcpServiceSpecDcpServiceStatus, cancellationToken).ConfigureAwait(false);
    }

    static Dictionary<string, string>? Produces(RunNode node, RunInstance instance)
    {
        DcpServiceProducer[] producers = [.. node.Ports.Where(p => p.Value.IsProxied).Select(p => new DcpServiceProducer(ServiceName(node, p.Key), BoundPort.Host, p.Value.TargetPorts[instance.Index]))];
        return producers.Length == 0 ? null : new() { ["service-producer"] = JsonSerializer.Serialize(producers, DcpJson.Default.DcpServiceProducerArray) };
    }

    static string ServiceName(RunNode node, string binding) => $"{node.Name}-{binding}".ToLowerInvariant();

    /// <summary>Ends a process and waits until it is gone; at once and cleanly where the signal says so, else by DCP.</summary>
    public async Task StopAsync(RunInstance instance, int signal, CancellationToken cancellationToken)
    {
        if (!processes.TryGetValue(instance.Name, out var process) || process.Ended.IsCompleted) return;
        board.Update(instance.Name, view => view with { State = KnownResourceStates.Stopping });
        process.IsStopping = true;
        if (process.Pid is not { } pid || !Signals.Send(pid, signal)) await dcp.StopAsync(process.Kind, instance.Name, cancellationToken).ConfigureAwait(false);
        try
        {
            await process.Ended.WaitAsync(TimeSpan.FromSeconds(10), time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            await dcp.StopAsync(process.Kind, instance.Name, cancellationToken).ConfigureAwait(false);
            await process.Ended.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Ends a process as the last act of a run: true when it is gone in time. Looks for itself, as DCP notices an end only after a while.</summary>
    public async Task<bool> EndAsync(string name, int signal, TimeSpan patience)
    {
        if (!processes.TryGetValue(name, out var process) || process.Ended.IsCompleted) return true;
        process.IsStopping = true;
        if (process.Kind != DcpClient.Executables || process.Pid is not { } pid || !Signals.Send(pid, signal)) return process.Ended.IsCompleted;
        var began = time.GetTimestamp();
        while (Signals.Exists(pid) && !process.Ended.IsCompleted)
        {
            if (time.GetElapsedTime(began) > patience) return false;
            await Task.Delay(TimeSpan.FromMilliseconds(10), time, CancellationToken.None).ConfigureAwait(false);
        }
        return true;
    }

    public Task<bool> KillAsync(string name) => EndAsync(name, Signals.Kill, TimeSpan.FromSeconds(1));
}
