using System.Runtime.InteropServices;
using LocalCloud.Hosting.Manifest;

namespace LocalCloud.Hosting;

/// <summary>Runs an application for somebody at a console: until it ends, Ctrl+C or SIGTERM.</summary>
public static class ConsoleRun
{
    /// <returns>The exit code of the process.</returns>
    public static async Task<int> RunAsync(IRunner runner, RunRequest request, CancellationToken cancellationToken = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        void OnSignal(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
        using var hangup = PosixSignalRegistration.Create(PosixSignal.SIGHUP, OnSignal);

        try
        {
            await using var application = await runner.StartAsync(request, stop.Token);
            var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            using var registration = stop.Token.Register(() => stopped.TrySetResult());
            if (await Task.WhenAny(application.Completion, stopped.Task) == stopped.Task) await application.StopAsync(CancellationToken.None);
            return await application.Completion;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return 0;
        }
    }
}
