using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Serverless.Bench;

/// <summary>The built AppHost as a process of its own, on free ports and with the data directory that it is given.</summary>
sealed partial class AppHostProcess(string data) : IAsyncDisposable
{
    const string Mark = "BENCH_APPHOST";

    readonly Process _process = new();
    readonly string _mark = Guid.NewGuid().ToString();

    /// <summary>Everything from the process's start until it says that each resource is healthy, by this clock.</summary>
    public TimeSpan Ready { get; private set; }

    public static async Task<AppHostProcess> StartAsync(string data, CancellationToken cancellation)
    {
        var host = new AppHostProcess(data);
        await host.RunUntilReadyAsync(cancellation);
        return host;
    }

    /// <returns>How long it took to stop everything.</returns>
    public async Task<TimeSpan> StopAsync(CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        using (var kill = Process.Start("kill", ["-INT", _process.Id.ToString()]))
            await kill.WaitForExitAsync(cancellation);
        await _process.WaitForExitAsync(cancellation);
        return Stopwatch.GetElapsedTime(started);
    }

    /// <summary>kill -9, on Linux.</summary>
    /// <returns>How long it took until none of the processes that had come of it was left.</returns>
    public async Task<TimeSpan> KillAsync(CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        _process.Kill();
        while (Directory.EnumerateDirectories("/proc").Any(IsMarked))
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, cancellation);
        return Stopwatch.GetElapsedTime(started);
    }

    // Processes pass their environment on
    bool IsMarked(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "environ")).Contains(_mark, StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    public ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
        return ValueTask.CompletedTask;
    }

    async Task RunUntilReadyAsync(CancellationToken cancellation)
    {
        _process.StartInfo = new ProcessStartInfo("dotnet", [Repository.AppHostAssembly])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(Repository.AppHostProject)!,
            Environment =
            {
                ["LocalCloud__DataDirectory"] = data,
                ["Ports__api"] = FreePort.Next().ToString(),
                ["LocalStack__Config__EdgePort"] = FreePort.Next().ToString(),
                ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{FreePort.Next()}",
                ["DOTNET_ENVIRONMENT"] = "Development",
                [Mark] = _mark,
            },
        };
        var started = Stopwatch.GetTimestamp();
        _process.Start();
        var errors = _process.StandardError.ReadToEndAsync(cancellation);
        while (await _process.StandardOutput.ReadLineAsync(cancellation) is { } line)
        {
            if (!AllUp().IsMatch(line))
                continue;
            Ready = Stopwatch.GetElapsedTime(started);
            // Nobody reads on: a full pipe must not hold the process up.
            _ = _process.StandardOutput.ReadToEndAsync(cancellation);
            return;
        }
        throw new InvalidOperationException($"The AppHost ended before everything was up:\n{await errors}");
    }

    [GeneratedRegex("^Everything is up")]
    private static partial Regex AllUp();
}
