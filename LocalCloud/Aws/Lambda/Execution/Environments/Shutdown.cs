using LocalCloud.Aws.Processes;

namespace LocalCloud.Aws.Lambda.Execution.Environments;

/// <summary>
/// The shutdown phase (docs: runtimes-extensions-api): the runtime gets SIGTERM and extensions SHUTDOWN, where there are extensions, and
/// what is left after their time is killed. Without any, the processes are killed at once.
/// </summary>
internal sealed class Shutdown(ExecutionEnvironment environment)
{
    /// <summary>Of a runtime without extensions of their own process, 500 ms; with them, 300 ms of the 2 s that all have.</summary>
    private static readonly TimeSpan RuntimeAlone = TimeSpan.FromMilliseconds(500),
        RuntimeFirst = TimeSpan.FromMilliseconds(300),
        Extensions = TimeSpan.FromMilliseconds(1700);

    /// <summary>Not under the gate: it signals and kills. The environment takes no invocation any more.</summary>
    public void Begin()
    {
        Sandbox? sandbox;
        Trigger cause;
        lock (environment.Life.Gate)
            (sandbox, cause) = (environment.Sandbox, environment.Life.Cause!.Value);
        if (sandbox is not null && HasTime(cause, sandbox))
            _ = RunAsync(sandbox, Reason(cause));
        else
            Kill();
    }

    /// <summary>Ends what runs, of an environment that ends or of a try of the init phase that has failed.</summary>
    public void Kill()
    {
        Sandbox? sandbox;
        lock (environment.Life.Gate)
        {
            sandbox = environment.LetGoOfSandbox();
            environment.Life.On(Trigger.Kill);
        }
        sandbox?.Dispose();
        _ = CleanUpAsync(sandbox);
    }

    // An internal extension has only the SIGTERM of an environment that is not wanted any more. Of a crashed extension the others are not
    // told.
    private bool HasTime(Trigger cause, Sandbox sandbox) =>
        cause switch
        {
            Trigger.End or Trigger.ExtensionsTimeUp => environment.Extensions.Any,
            Trigger.ExtensionExits => false,
            _ => sandbox.Extensions is not null,
        };

    private static string Reason(Trigger cause) =>
        cause switch
        {
            Trigger.TimeUp => "timeout",
            Trigger.RuntimeExits => "failure",
            _ => "spindown",
        };

    private async Task RunAsync(Sandbox sandbox, string reason)
    {
        var (runtime, extensions) = (sandbox.Runtime, sandbox.Extensions);
        // A process that is stopped hears no SIGTERM
        sandbox.Signal(Native.Continue);
        runtime?.Signal(Native.Terminate);
        if (runtime is not null)
            await WithinAsync(runtime.Exited, extensions is null ? RuntimeAlone : RuntimeFirst).ConfigureAwait(false);
        if (extensions is not null)
        {
            environment.Extensions.ShutDown(reason, TimeProvider.System.GetUtcNow() + Extensions);
            await WithinAsync(extensions.Exited, Extensions).ConfigureAwait(false);
        }
        Kill();
    }

    private static Task WithinAsync(Task task, TimeSpan limit) =>
        Task.WhenAny(task, Task.Delay(limit, TimeProvider.System, CancellationToken.None));

    /// <summary>What the processes have used can go when they have gone. Each kill comes here, for one of an earlier try may be the last to
    /// end; as long as another try may follow nothing is removed.</summary>
    public async Task CleanUpAsync(Sandbox? sandbox)
    {
        if (sandbox is not null)
            await sandbox.Exited.ConfigureAwait(false);
        if (!environment.IsGone)
            return;
        environment.Freezer.Dispose();
        try
        {
            if (Directory.Exists(environment.Temporary))
                Directory.Delete(environment.Temporary, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // One of its children still writes; what is left goes when the emulator starts again
        }
        environment.Cgroup?.Dispose();
    }
}
