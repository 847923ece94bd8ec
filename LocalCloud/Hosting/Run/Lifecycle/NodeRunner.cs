using System.Collections.Concurrent;
using LocalCloud.Hosting.Manifest;
using LocalCloud.Hosting.Run.CloudFormation;
using LocalCloud.Hosting.Run.Dashboard;
using LocalCloud.Hosting.Run.Dcp;
using LocalCloud.Hosting.Run.Engines;
using LocalCloud.Hosting.Run.Plan;
using LocalCloud.Hosting.Run.State;

namespace LocalCloud.Hosting.Run.Lifecycle;

/// <summary>Takes every resource from waiting to healthy, each as soon as what it needs is there, and carries out commands on them.</summary>
sealed class NodeRunner(RunContext context, ResourceBoard board, LogBooks logs, CancellationToken leaving)
{
    readonly ConcurrentDictionary<string, NodeSignals> signals = new(context.Plan.Nodes.ToDictionary(n => n.Name, _ => new NodeSignals(), StringComparer.OrdinalIgnoreCase), StringComparer.OrdinalIgnoreCase);
    readonly ConcurrentDictionary<string, Task> work = new(StringComparer.OrdinalIgnoreCase);
    readonly ConcurrentDictionary<string, SemaphoreSlim> commands = new(StringComparer.OrdinalIgnoreCase);
    // Of several the cause: those that wait for it fail after it
    readonly TaskCompletionSource firstFailure = new(TaskCreationOptions.RunContinuationsAsynchronously);
    Task<ProcessHost>? host;

    public NodeSignals Signals(string resource) => signals[resource];

    /// <summary>Starts everything; the task ends when everything is healthy and fails with the first resource that failed.</summary>
    public async Task StartAsync(Task<ProcessHost> processes)
    {
        host = processes;
        foreach (var node in context.Plan.Nodes) work[node.Name] = RunAsync(node);
        var all = Task.WhenAll(context.Plan.Nodes.Where(n => !n.Local.ExplicitStart).Select(n => signals[n.Name].Healthy));
        await Task.WhenAny(all, firstFailure.Task).ConfigureAwait(false);
        await (firstFailure.Task.IsCompleted ? firstFailure.Task : all).ConfigureAwait(false);
    }

    async Task RunAsync(RunNode node)
    {
        // Off the caller's thread: one resource's work does not hold up the next one's
        await Task.Yield();
        try
        {
            if (node.Local.ExplicitStart) return;
            await StartNodeAsync(node, leaving).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (leaving.IsCancellationRequested)
        {
            signals[node.Name].Fail(new ResourceFailedException(node.Name, "the run was stopped"));
        }
        catch (Exception e) when (IsTold(e))
        {
            Fail(node, e.Message);
        }
        catch (Exception e)
        {
            Fail(node, e.ToString());
        }
    }

    void Fail(RunNode node, string reason)
    {
        ShowFailure(node, reason);
        var failure = new ResourceFailedException(node.Name, $"'{node.Name}' failed to start");
        firstFailure.TrySetException(failure);
        signals[node.Name].Fail(failure);
    }

    void ShowFailure(RunNode node, string reason)
    {
        foreach (var view in board.Of(node.Name))
            board.Update(view.Name, v => v with { State = KnownResourceStates.IsTerminal(v.State) ? v.State : KnownResourceStates.FailedToStart, Reason = reason, IsHealthy = null });
    }

    async Task StartNodeAsync(RunNode node, CancellationToken cancellationToken)
    {
        var prepare = node.Engine is { } engine ? Task.Run(() => engine.PrepareAsync(cancellationToken), cancellationToken) : Task.CompletedTask;
        await WaitForOthersAsync(node, cancellationToken).ConfigureAwait(false);
        Set(node, KnownResourceStates.Starting);
        await prepare.ConfigureAwait(false);
        if (node.Engine is not null) await StartProcessesAsync(node, cancellationToken).ConfigureAwait(false);
        else await StartValueAsync(node, cancellationToken).ConfigureAwait(false);
    }

    async Task WaitForOthersAsync(RunNode node, CancellationToken cancellationToken)
    {
        var waits = node.Waits.Where(w => signals.ContainsKey(w.Resource)).ToList();
        if (waits.All(w => signals[w.Resource].Healthy.IsCompletedSuccessfully)) return;
        Set(node, KnownResourceStates.Waiting, $"waits for {string.Join(", ", waits.Select(w => w.Resource))}");
        foreach (var wait in waits) await signals[wait.Resource].WaitAsync(wait, cancellationToken).ConfigureAwait(false);
    }

    async Task StartValueAsync(RunNode node, CancellationToken cancellationToken)
    {
        switch (node.Resource)
        {
            case ManifestParameter parameter:
                var value = context.Values.Resolve($"{{{parameter.Name}.{(parameter.ConnectionString is null ? "value" : "connectionString")}}}");
                board.Update(node.Name, v => v with { Properties = [new("Value", value, parameter.Inputs.Any(i => i.Secret))] });
                break;
            case ManifestCloudFormation stack:
                await StackDeployment.RunAsync(node, stack, context, logs[node.Name], cancellationToken).ConfigureAwait(false);
                board.Update(node.Name, v => v with { Properties = [.. v.Properties, .. context.Values.OutputsOf(node.Name).Select(o => new ViewProperty(o.Key, o.Value))] });
                break;
            case { ConnectionString: { } text }:
                board.Update(node.Name, v => v with { Properties = [.. v.Properties, new("resource.connectionString", context.Values.Resolve(text), context.Values.IsSecret(text))] });
                break;
        }
        signals[node.Name].SetStarted();
        Set(node, KnownResourceStates.Running, healthy: true);
        signals[node.Name].SetHealthy();
    }

    async Task StartProcessesAsync(RunNode node, CancellationToken cancellationToken)
    {
        var processes = await host!.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (node.Instances[0] is var first && !board.Views[first.Name].Started.HasValue) await processes.OpenAsync(node, cancellationToken).ConfigureAwait(false);
        var instances = node.Instances.Select(instance => StartInstanceAsync(node, instance, processes, cancellationToken)).ToList();
        var finished = await Task.WhenAll(instances).ConfigureAwait(false);
        signals[node.Name].SetStarted();
        if (!finished.All(f => f)) await node.Engine!.SetUpAsync(cancellationToken).ConfigureAwait(false);
        foreach (var instance in node.Instances)
            board.Update(instance.Name, v => v with { IsHealthy = KnownResourceStates.IsTerminal(v.State) ? null : true, Checked = context.Time.GetUtcNow(), Reason = null });
        signals[node.Name].SetHealthy();
        foreach (var instance in node.Instances) _ = MonitorAsync(node, instance);
    }

    /// <summary>True when it ended well before it could be asked for its health: it was there for a task.</summary>
    async Task<bool> StartInstanceAsync(RunNode node, RunInstance instance, ProcessHost processes, CancellationToken cancellationToken)
    {
        var launch = node.Engine!.Launch(instance);
        board.Update(instance.Name, v => v with { State = KnownResourceStates.Starting, Environment = launch.Environment, Properties = ViewFactory.Properties(node, context.Plan, launch), Reason = null });
        var process = await processes.StartAsync(node, instance, launch, cancellationToken).ConfigureAwait(false);
        await process.Began.WaitAsync(cancellationToken).ConfigureAwait(false);
        _ = CompleteAsync(node, process);

        var health = HealthWatch.UntilHealthyAsync(node.Engine, instance, context.Time, reason => board.Update(instance.Name, v => v with { Reason = reason, Checked = context.Time.GetUtcNow() }), cancellationToken);
        if (await Task.WhenAny(health, process.Ended).ConfigureAwait(false) == health)
        {
            await health.ConfigureAwait(false);
            return false;
        }
        var code = await process.Ended.ConfigureAwait(false);
        await process.Output.WaitAsync(TimeSpan.FromSeconds(1), context.Time, CancellationToken.None).ContinueWith(_ => { }, TaskScheduler.Default).ConfigureAwait(false);
        // With nothing to ask for its health, one that ends well had a task and has done it
        var isTask = node.Ports.IsEmpty && !node.Engine.HealthChecks.Any();
        if ((code == 0 && isTask) || process.IsStopping) return true;
        throw new ResourceFailedException(node.Name, board.Views[instance.Name].Reason is { } reason && board.Views[instance.Name].State == KnownResourceStates.FailedToStart ? reason : $"it ended with exit code {code} before it was healthy");
    }

    async Task CompleteAsync(RunNode node, RunningProcess process)
    {
        if (await process.Ended.ConfigureAwait(false) is { } code && !process.IsStopping) signals[node.Name].SetCompleted(code);
    }

    // After the start nobody waits for it: what it finds is for the dashboard
    async Task MonitorAsync(RunNode node, RunInstance instance)
    {
        try
        {
            while (!leaving.IsCancellationRequested)
            {
                await Task.Delay(HealthWatch.Interval, context.Time, leaving).ConfigureAwait(false);
                if (board.Views[instance.Name].State != KnownResourceStates.Running) return;
                var reason = await node.Engine!.ProbeAsync(instance, leaving).ConfigureAwait(false);
                board.Update(instance.Name, v => v.State == KnownResourceStates.Running ? v with { IsHealthy = reason is null, Reason = reason, Checked = context.Time.GetUtcNow() } : v);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or RunStartException)
        {
        }
    }

    void Set(RunNode node, string state, string? reason = null, bool? healthy = null)
    {
        foreach (var view in board.Of(node.Name))
            board.Update(view.Name, v => v with { State = state, Reason = reason, IsHealthy = healthy, Started = state == KnownResourceStates.Running ? v.Started ?? context.Time.GetUtcNow() : v.Started });
    }

    /// <summary>A command on a resource or one instance of it; null when done, else why not.</summary>
    public async Task<string?> ExecuteAsync(string name, string command, CancellationToken cancellationToken)
    {
        var node = context.Plan.Nodes.FirstOrDefault(n => Same(n.Name, name) || n.Instances.Any(i => Same(i.Name, name)));
        if (node is null) return $"There is no resource '{name}'.";
        if (node.Engine is null) return $"'{node.Name}' ({node.DisplayType}) cannot be started or stopped.";
        if (command is not (ResourceCommands.Start or ResourceCommands.Stop or ResourceCommands.Restart)) return $"'{node.Name}' has no command '{command}'; there are start, stop and restart.";
        var instances = Same(node.Name, name) ? node.Instances : [.. node.Instances.Where(i => Same(i.Name, name))];
        var one = commands.GetOrAdd(node.Name, _ => new(1));
        await one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // From here on a caller that hangs up leaves nothing half done: only the end of the run ends the command
            var processes = await host!.WaitAsync(leaving).ConfigureAwait(false);
            if (command is not ResourceCommands.Start) await Task.WhenAll(instances.Select(i => processes.StopAsync(i, node.Engine.StopSignal, leaving))).ConfigureAwait(false);
            if (command is ResourceCommands.Stop) return null;
            if (!signals[node.Name].Healthy.IsCompletedSuccessfully) return await StartLateAsync(node, instances).ConfigureAwait(false);
            foreach (var instance in instances.Where(IsDown))
            {
                await StartInstanceAsync(node, instance, processes, leaving).ConfigureAwait(false);
                board.Update(instance.Name, v => v with { IsHealthy = true, Checked = context.Time.GetUtcNow(), Reason = null });
                _ = MonitorAsync(node, instance);
            }
            return null;
        }
        catch (Exception e) when (IsTold(e))
        {
            return e.Message;
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>The first start of a resource that waits for somebody to start it, or another try after one that failed.</summary>
    async Task<string?> StartLateAsync(RunNode node, IEnumerable<RunInstance> instances)
    {
        if (instances.Any(i => !IsDown(i))) return $"'{node.Name}' is running.";
        // A failed signal stays failed; one that was never given is what others wait for
        if (signals[node.Name].Healthy.IsCompleted) signals[node.Name] = new();
        try
        {
            await StartNodeAsync(node, leaving).ConfigureAwait(false);
            return null;
        }
        catch (Exception e) when (IsTold(e))
        {
            ShowFailure(node, e.Message);
            return e.Message;
        }
    }

    // Whose message says it all
    static bool IsTold(Exception e) => e is RunStartException or NoValueException or ResourceFailedException or HttpRequestException or IOException or Npgsql.NpgsqlException;

    bool IsDown(RunInstance instance) => board.Views[instance.Name].State is var state && (KnownResourceStates.IsTerminal(state) || state == KnownResourceStates.NotStarted);

    static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
