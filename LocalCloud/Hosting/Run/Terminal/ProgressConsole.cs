using System.Globalization;
using LocalCloud.Hosting.Manifest;
using LocalCloud.Hosting.Run.Lifecycle;
using LocalCloud.Hosting.Run.Plan;
using LocalCloud.Hosting.Run.State;

namespace LocalCloud.Hosting.Run.Terminal;

/// <summary>Prints a line for each resource as it comes up or fails, then where everything is.</summary>
static class ProgressConsole
{
    const int LastLines = 20;
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public static async Task WatchAsync(RunContext context, ResourceBoard board, LogBooks logs, Task ready, long began, CancellationToken stopping)
    {
        var output = new ConsoleOutput();
        var printed = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var summary = SummaryAsync(context, ready, output, began, stopping);
        var width = context.Plan.Nodes.Where(n => !n.IsHidden && n.Resource is not ManifestParameter).Select(n => n.Name.Length).Append(10).Max();
        output.Row(width, "Resource", "State", "After", "Address", ConsoleOutput.Dim);
        var late = TellLateAsync(context, board, ready, output, width, began, stopping);
        try
        {
            await foreach (var view in board.WatchAsync(stopping).ConfigureAwait(false))
            {
                var node = context.Plan.Get(view.Resource);
                var snapshot = Snapshots.Of(node.Name, board.Of(node.Name))!;
                var state = State(snapshot);
                if (node.IsHidden || state is null || (node.Resource is ManifestParameter && state != "failed") || printed.GetValueOrDefault(node.Name) == state) continue;
                printed[node.Name] = state;
                if (state is "failed" or "exited") await Task.WhenAny(logs[view.Name].Complete, Task.Delay(TimeSpan.FromSeconds(1), context.Time, stopping)).ConfigureAwait(false);
                Print(node, snapshot, state, After(context, began), view, logs, output, width);
            }
        }
        catch (OperationCanceledException)
        {
        }
        await Task.WhenAll(summary, late).ConfigureAwait(false);
    }

    // A start that takes long says what it is waiting for
    static async Task TellLateAsync(RunContext context, ResourceBoard board, Task ready, ConsoleOutput output, int width, long began, CancellationToken stopping)
    {
        while (await Task.WhenAny(ready, Task.Delay(Patience, context.Time, stopping)).ConfigureAwait(false) != ready && !stopping.IsCancellationRequested)
            foreach (var node in context.Plan.Nodes.Where(n => !n.IsHidden))
                if (Snapshots.Of(node.Name, board.Of(node.Name)) is { State: KnownResourceStates.Starting or KnownResourceStates.Running, IsHealthy: not true } snapshot)
                    output.Row(width, node.Name, "starting", After(context, began), snapshot.Reason?.Split('\n')[0] ?? "", ConsoleOutput.Yellow);
    }

    static string After(RunContext context, long began) => string.Create(CultureInfo.InvariantCulture, $"{context.Time.GetElapsedTime(began).TotalSeconds:0.00} s");

    static string? State(ResourceSnapshot snapshot) => snapshot switch
    {
        { State: KnownResourceStates.Running, IsHealthy: true } => "healthy",
        { State: KnownResourceStates.Running, IsHealthy: false } => "unhealthy",
        { State: KnownResourceStates.Finished } => "finished",
        { State: KnownResourceStates.FailedToStart } => "failed",
        { State: KnownResourceStates.Exited } => "exited",
        _ => null,
    };

    static void Print(RunNode node, ResourceSnapshot snapshot, string state, string after, ResourceView view, LogBooks logs, ConsoleOutput output, int width)
    {
        if (state is "healthy" or "finished")
        {
            output.Row(width, node.Name, node.Instances.Length > 1 ? $"{state} ({node.Instances.Length})" : state, after, string.Join(", ", node.Ports.Values.Select(Address)), ConsoleOutput.Green);
            return;
        }
        output.Row(width, node.Name, state, after, snapshot.Reason?.Split('\n')[0] ?? "", state == "unhealthy" ? ConsoleOutput.Yellow : ConsoleOutput.Red);
        if (state == "unhealthy") return;
        if (snapshot.ExitCode is { } code) output.Line($"  exit code {code}");
        foreach (var line in snapshot.Reason?.Split('\n').Skip(1) ?? []) output.Line($"  {line}");
        foreach (var line in logs[view.Name].Last(LastLines)) output.Line($"  | {line}");
    }

    static string Address(BoundPort port) => port.Scheme is "http" or "https" ? port.Url : $"{BoundPort.Host}:{port.Port}";

    static async Task SummaryAsync(RunContext context, Task ready, ConsoleOutput output, long began, CancellationToken stopping)
    {
        try
        {
            await ready.WaitAsync(stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return;
        }
        // Whatever it is, somebody is to read it, and the end of the run waits for this
        catch (Exception e)
        {
            output.Line("");
            output.Line($"Not everything started. {(context.Dashboard is { } still ? $"Dashboard  {still.LoginUrl}" : e.Message.Split('\n')[0])}");
            return;
        }
        output.Line("");
        if (context.Dashboard is { } dashboard) output.Line($"Dashboard  {dashboard.LoginUrl}");
        foreach (var node in context.Plan.Nodes.Where(n => n.Resource is ManifestProject { Bindings: var bindings } && bindings.Any(b => b.External)))
            if (Values.PortOf(node, "https") is { } port)
            {
                output.Line($"{Title(node.Name),-10} {port.Url}");
                if (await Engines.Probe.HttpAsync($"{port.Url}/scalar", 200, stopping).ConfigureAwait(false) is null || await Engines.Probe.HttpAsync($"{port.Url}/scalar/", 200, stopping).ConfigureAwait(false) is null)
                    output.Line($"{"Reference",-10} {port.Url}/scalar");
            }
        output.Line($"Everything is up after {context.Time.GetElapsedTime(began).TotalSeconds:0.0} s. Ctrl+C stops it.");
    }

    static string Title(string name) => name.Length <= 3 ? name.ToUpperInvariant() : $"{char.ToUpperInvariant(name[0])}{name[1..]}";
}
