using LocalCloud.Aws.Lambda.Invoke;
using LocalCloud.Aws.Processes;

namespace LocalCloud.Aws.Lambda.Execution.Environments;

/// <summary>
/// The extensions of a function's layers that are processes of their own (docs: runtimes-extensions-api): they begin before the runtime,
/// which waits until they have registered.
/// </summary>
internal sealed class ExternalExtensions : IDisposable
{
    // docs: runtimes-extensions-api, "Extensions have access to the same environment variables as the function, except"
    private static readonly string[] Withheld =
    [
        "AWS_EXECUTION_ENV",
        "AWS_LAMBDA_LOG_GROUP_NAME",
        "AWS_LAMBDA_LOG_STREAM_NAME",
        "AWS_XRAY_CONTEXT_MISSING",
        "LAMBDA_RUNTIME_DIR",
        "LAMBDA_TASK_ROOT",
        "_HANDLER",
    ];

    private readonly List<FunctionProcess> _processes = [];
    private readonly TaskCompletionSource<InvocationResult> _crashed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when one has ended, with what is to be said of that.</summary>
    public Task<InvocationResult> Crashed => _crashed.Task;

    public Task Exited => Task.WhenAll(_processes.Select(p => p.Exited));

    /// <summary>The names of the files in /opt/extensions, in their order.</summary>
    public static IReadOnlyList<string> In(string? layers) =>
        layers is not null && Path.Combine(layers, "extensions") is var folder && Directory.Exists(folder)
            ? [.. Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal)!]
            : [];

    /// <param name="runtime">Extensions start as it does, with its variables.</param>
    public static ExternalExtensions Start(
        IReadOnlyList<string> names,
        string layers,
        Launch runtime,
        Guard guard,
        Cgroup? cgroup,
        Action<string> onLine
    )
    {
        var environment = new Dictionary<string, string>(runtime.Environment, StringComparer.Ordinal);
        foreach (var name in Withheld)
            environment.Remove(name);
        var extensions = new ExternalExtensions();
        try
        {
            foreach (var name in names)
            {
                string[] command = [Path.Combine(layers, "extensions", name)];
                var launch = runtime with { Command = command, Directory = layers, Environment = environment };
                var process = FunctionProcess.Start(launch, guard, cgroup, onLine);
                extensions._processes.Add(process);
                _ = extensions.WatchAsync(name, process);
            }
        }
        catch
        {
            // Nobody else knows of those that have begun before the one that cannot
            extensions.Dispose();
            throw;
        }
        return extensions;
    }

    public void Signal(int signal) => _processes.ForEach(p => p.Signal(signal));

    public void Dispose() => _processes.ForEach(p => p.Dispose());

    private async Task WatchAsync(string name, FunctionProcess process)
    {
        var code = await process.Exited.ConfigureAwait(false);
        process.Drain();
        process.EndLine();
        _crashed.TrySetResult(
            code is 126 or 127
                ? InvocationResult.Failed("Extension.LaunchError", $"Error: /opt/extensions/{name} cannot be executed", "error")
                : InvocationResult.Failed("Extension.Crash", $"Error: exit code {code}", "error")
        );
    }
}
