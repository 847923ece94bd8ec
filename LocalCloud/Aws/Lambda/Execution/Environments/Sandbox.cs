using LocalCloud.Aws.Lambda.Execution.Api;
using LocalCloud.Aws.Processes;

namespace LocalCloud.Aws.Lambda.Execution.Environments;

/// <summary>
/// The processes of one try of the init phase and of what follows it: the function's, those of extensions, and the port at which they ask.
/// It may be ended while they are being started: what comes after that is ended at once.
/// </summary>
internal sealed class Sandbox(ExecutionEnvironment environment, RuntimePort port) : IDisposable
{
    private static readonly TimeSpan Farewell = TimeSpan.FromMilliseconds(500);

    private readonly Lock _gate = new();
    private FunctionProcess? _runtime;
    private ExternalExtensions? _extensions;
    private bool _ended;

    /// <summary>null until it has been started.</summary>
    public FunctionProcess? Runtime => _runtime;

    /// <summary>null for a function whose layers have none.</summary>
    public ExternalExtensions? Extensions => _extensions;

    /// <summary>Completes when all of its processes have ended.</summary>
    public Task Exited => Task.WhenAll(_runtime?.Exited ?? Task.CompletedTask, _extensions?.Exited ?? Task.CompletedTask);

    /// <exception cref="System.ComponentModel.Win32Exception">It cannot be started.</exception>
    /// <exception cref="OperationCanceledException">The emulator ends.</exception>
    public void Run(Launch launch)
    {
        var runtime = FunctionProcess.Start(launch, environment.Service.Guard, environment.Cgroup, environment.Log.Line);
        Add(() => _runtime = runtime);
        _ = WatchAsync(runtime);
    }

    /// <summary>The runtime begins when all extensions have registered, and the environment ends when one of them ends (docs:
    /// runtimes-extensions-api, "Init phase").</summary>
    public async Task RunBehindAsync(ExternalExtensions extensions, Launch launch)
    {
        Add(() => _extensions = extensions);
        var registered = environment.Extensions.Registered;
        if (
            await Task.WhenAny(registered, extensions.Crashed).ConfigureAwait(false) == registered
            && !_ended
            && SandboxStart.Try(() => Run(launch)) is { } impossible
        )
            environment.Init.CannotStart(this, impossible);
        environment.Endings.ExtensionExited(this, await extensions.Crashed.ConfigureAwait(false));
    }

    public void Signal(int signal)
    {
        _runtime?.Signal(signal);
        _extensions?.Signal(signal);
    }

    /// <summary>Kills what has not ended by itself.</summary>
    public void Dispose()
    {
        lock (_gate)
            _ended = true;
        port.Dispose();
        _runtime?.Dispose();
        _extensions?.Dispose();
    }

    private void Add(Action add)
    {
        lock (_gate)
        {
            add();
            if (!_ended)
                return;
        }
        Dispose();
        _ = environment.Shutdown.CleanUpAsync(this);
    }

    private async Task WatchAsync(FunctionProcess runtime)
    {
        var code = await runtime.Exited.ConfigureAwait(false);
        runtime.Drain();
        // What it has said before its end, an answer perhaps, may still be on its way. A child of it may hold a connection for longer, and
        // extensions do
        if (_extensions is null && !_ended)
            await Task.WhenAny(port.Silence, Task.Delay(Farewell, TimeProvider.System, CancellationToken.None)).ConfigureAwait(false);
        environment.Endings.RuntimeExited(this, code);
    }
}
