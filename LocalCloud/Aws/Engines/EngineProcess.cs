using System.Collections;
using LocalCloud.Aws.Processes;

namespace LocalCloud.Aws.Engines;

/// <summary>A server's process. The guard ends it when the emulator is killed.</summary>
internal sealed class EngineProcess
{
    private const int LinesKept = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60),
        StopPatience = TimeSpan.FromSeconds(10);

    private readonly LocalEngines _engines;
    private readonly int _stopSignal;
    private readonly Queue<string> _tail = new();
    private readonly TaskCompletionSource<bool> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ChildProcess _process = null!;

    private EngineProcess(LocalEngines engines, int stopSignal) => (_engines, _stopSignal) = (engines, stopSignal);

    public Task<int> Exited => _process.Exited;

    /// <summary>It was asked to end.</summary>
    public bool IsStopping { get; private set; }

    /// <param name="ready">Part of the line by which it says that it can be used.</param>
    /// <returns>The process once it is ready, or the last lines of its output.</returns>
    public static async Task<(EngineProcess? Process, string? Error)> StartAsync(
        LocalEngines engines,
        string[] command,
        string directory,
        IReadOnlyDictionary<string, string> environment,
        string ready,
        int stopSignal,
        CancellationToken cancellation
    )
    {
        var engine = new EngineProcess(engines, stopSignal);
        var launch = new Launch(
            command,
            directory,
            Environment
                .GetEnvironmentVariables()
                .Cast<DictionaryEntry>()
                .ToDictionary(e => (string)e.Key, e => (string?)e.Value ?? "", StringComparer.Ordinal)
        );
        foreach (var (name, value) in environment)
            launch.Environment[name] = value;
        engine._process = ChildProcess.Start(launch, engines.Guard, line => engine.Hear(line, ready));
        if (!engines.Began(engine))
        {
            engine._process.Dispose();
            throw new OperationCanceledException("The emulator ends.");
        }
        _ = engine._process.Exited.ContinueWith(
            _ =>
            {
                engines.Ended(engine);
                engine._ready.TrySetResult(false);
            },
            TaskScheduler.Default
        );
        try
        {
            if (await engine._ready.Task.WaitAsync(Patience, TimeProvider.System, cancellation).ConfigureAwait(false))
                return (engine, null);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            engine._process.Dispose();
            await engine.Exited.ConfigureAwait(false);
            if (e is OperationCanceledException)
                throw;
        }
        engine._process.Drain();
        lock (engine._tail)
            return (null, string.Join('\n', engine._tail));
    }

    public void Signal(int signal) => _process.Signal(signal);

    /// <summary>Ends it cleanly, and by force when that takes too long.</summary>
    public async Task StopAsync()
    {
        IsStopping = true;
        Signal(_stopSignal);
        try
        {
            await Exited.WaitAsync(StopPatience, TimeProvider.System).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            _process.Dispose();
            await Exited.ConfigureAwait(false);
        }
        _engines.Ended(this);
    }

    private void Hear(string line, string ready)
    {
        lock (_tail)
        {
            _tail.Enqueue(line);
            if (_tail.Count > LinesKept)
                _tail.Dequeue();
        }
        if (line.Contains(ready, StringComparison.Ordinal))
            _ready.TrySetResult(true);
    }
}
