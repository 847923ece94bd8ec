using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json.Nodes;

namespace LocalCloud.Hosting.Tests.Run;

/// <summary>The program Host with shop.json, in a process of its own; all processes that come of it carry a mark.</summary>
sealed partial class MarkedHost : IDisposable
{
    const string Mark = "LOCALCLOUD_TEST_MARK";
    readonly string mark = Guid.NewGuid().ToString();
    readonly Runs.TemporaryDirectory? own;
    readonly string data;
    readonly HttpClient http = new();

    MarkedHost(string? data)
    {
        this.data = data ?? (own = Runs.Temporary());
        var start = new ProcessStartInfo("dotnet", [Assets.Host, Assets.File("shop.json"), this.data]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment[Mark] = mark;
        Process = Process.Start(start)!;
    }

    public Process Process { get; }

    /// <summary>Returns when everything is up.</summary>
    public static async Task<MarkedHost> StartAsync(string? data = null)
    {
        var host = new MarkedHost(data);
        var output = new StringBuilder();
        while (await host.Process.StandardOutput.ReadLineAsync() is { } line)
        {
            output.AppendLine(line);
            if (line.StartsWith("Everything is up", StringComparison.Ordinal)) return host;
            if (line.StartsWith("Not everything", StringComparison.Ordinal)) break;
        }
        host.Process.Kill();
        throw new InvalidOperationException($"{output}{await host.Process.StandardError.ReadToEndAsync()}");
    }

    public async Task<string> GetAsync(string path)
    {
        var run = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(data, "run.json")))!;
        return await http.GetStringAsync($"{run["endpoints"]!["web"]!["http"]}{path}");
    }

    public async Task InterruptAsync()
    {
        Assert.Equal(0, Kill(Process.Id, 2));
        await Process.WaitForExitAsync();
    }

    public IReadOnlyList<string> Processes() =>
        [.. Directory.EnumerateDirectories("/proc").Where(p => int.TryParse(Path.GetFileName(p), out _)).Where(p => Read(p, "environ").Contains(mark, StringComparison.Ordinal)).Select(p => Read(p, "cmdline").Replace('\0', ' '))];

    /// <summary>Waits until no process has the mark any more.</summary>
    public async Task GoneAsync()
    {
        var began = Stopwatch.GetTimestamp();
        while (Processes() is { Count: > 0 } left)
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromMinutes(1), string.Join('\n', left));
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    static string Read(string process, string file)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    public void Dispose()
    {
        if (!Process.HasExited) Process.Kill();
        Process.Dispose();
        http.Dispose();
        own?.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int pid, int signal);
}
