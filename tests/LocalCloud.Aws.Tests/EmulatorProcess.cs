using System.Diagnostics;

namespace LocalCloud.Aws.Tests;

/// <summary>The emulator as a process of its own, for what a test cannot do to the process that all tests share.</summary>
internal sealed class EmulatorProcess : IDisposable
{
    private readonly Process _process;

    private EmulatorProcess(Process process, string address) => (_process, Address) = (process, new(address));

    public Uri Address { get; }

    /// <summary>One that keeps its data.</summary>
    public static Task<EmulatorProcess> StartAsync(string directory, params string[] options) =>
        StartAsync(new Dictionary<string, string>(), ["--data", directory, .. options]);

    public static async Task<EmulatorProcess> StartAsync(IReadOnlyDictionary<string, string> environment, params string[] options)
    {
        var start = new ProcessStartInfo
        {
            FileName = Path.Combine(AppContext.BaseDirectory, "LocalCloud.Aws"),
            RedirectStandardOutput = true,
        };
        foreach (var argument in (string[])["--port", "0", .. options])
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        // Before it, the emulator may tell of a log that was cut.
        string line;
        do line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The emulator has ended.");
        while (!line.Contains("listening on", StringComparison.Ordinal));
        return new(process, line[line.IndexOf("http", StringComparison.Ordinal)..]);
    }

    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            Kill();
        _process.Dispose();
    }
}
