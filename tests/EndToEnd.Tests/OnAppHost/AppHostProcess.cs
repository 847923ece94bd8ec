using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using EndToEnd.Tests.Infrastructure;

namespace EndToEnd.Tests.OnAppHost;

/// <summary>
/// The AppHost as its user starts it, on free ports; all processes that come of it carry a mark, and its temporary files are in a directory
/// of their own.
/// </summary>
internal sealed partial class AppHostProcess : IAsyncDisposable
{
    private const string Mark = "END_TO_END_MARK";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);
    private readonly string _mark = Guid.NewGuid().ToString();
    private readonly string _directory = Directory.CreateTempSubdirectory("end-to-end-apphost-").FullName;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly StringBuilder _read = new();
    private readonly Process _process;
    private int _streams = 2;

    private AppHostProcess(string? data, string[] arguments)
    {
        Data = data ?? Path.Combine(_directory, "data");
        Directory.CreateDirectory(Temporary);
        string[] ports = ["--Ports:api", "0", "--LocalStack:Config:EdgePort", "0"];
        var secret = $"--Parameters:stripe-webhook-secret={SystemUnderTest.WebhookSecret}";
        var start = new ProcessStartInfo("dotnet", [Repository.AppHost, .. ports, secret, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[Mark] = _mark;
        start.Environment["TMPDIR"] = Temporary;
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["LocalCloud__DataDirectory"] = Data;
        _process = new() { StartInfo = start };
        _process.OutputDataReceived += (_, e) => Take(e.Data);
        _process.ErrorDataReceived += (_, e) => Take(e.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Data { get; }
    public string Temporary => Path.Combine(_directory, "tmp");

    /// <summary>What it has printed, as far as somebody has waited for.</summary>
    public string Output => _read.ToString();

    /// <summary>Returns at once.</summary>
    /// <param name="data">Where its data is; null: in a directory of its own.</param>
    public static AppHostProcess Begin(string? data, params string[] arguments) => new(data, arguments);

    /// <summary>Returns when everything is up.</summary>
    public static async Task<AppHostProcess> StartAsync(params string[] arguments)
    {
        var host = new AppHostProcess(null, arguments);
        try
        {
            var line = await host.SaysAsync("Everything is up", "Not everything");
            Assert.True(line.StartsWith("Everything", StringComparison.Ordinal), host.Output);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Returns the next line with one of these texts; fails with all that it has said, if it ends without.</summary>
    public async Task<string> SaysAsync(params string[] texts)
    {
        using var limit = new CancellationTokenSource(Limit, TimeProvider.System);
        try
        {
            await foreach (var line in _lines.Reader.ReadAllAsync(limit.Token))
            {
                _read.AppendLine(line);
                if (texts.Any(text => line.Contains(text, StringComparison.Ordinal)))
                    return line;
            }
        }
        catch (OperationCanceledException)
        {
            _read.AppendLine("(and no more in time)");
        }
        Assert.Fail($"No '{texts[0]}': {Output}");
        return "";
    }

    /// <summary>As run.json tells other programs.</summary>
    public Uri Endpoint(string resource) =>
        new((string)JsonNode.Parse(File.ReadAllText(Path.Combine(Data, "run.json")))!["endpoints"]![resource]!["http"]!);

    /// <summary>Ctrl+C; returns the exit code.</summary>
    public Task<int> InterruptAsync()
    {
        Assert.Equal(0, Kill(_process.Id, 2));
        return EndAsync();
    }

    /// <summary>Returns the exit code, when it has ended and all that it has printed has been read.</summary>
    public async Task<int> EndAsync()
    {
        using var limit = new CancellationTokenSource(Limit, TimeProvider.System);
        await _process.WaitForExitAsync(limit.Token);
        await foreach (var line in _lines.Reader.ReadAllAsync(limit.Token))
            _read.AppendLine(line);
        return _process.ExitCode;
    }

    public void Kill() => _process.Kill();

    /// <summary>Returns when none of its processes is left.</summary>
    public Task GoneAsync() =>
        Eventually.HoldsAsync(() =>
        {
            var left = Processes();
            Assert.True(left.Count == 0, string.Join('\n', left));
            return Task.CompletedTask;
        });

    public IReadOnlyList<string> Processes() =>
        [
            .. Directory
                .EnumerateDirectories("/proc")
                .Where(p => int.TryParse(Path.GetFileName(p), out _))
                .Where(p => Read(p, "environ").Contains(_mark, StringComparison.Ordinal))
                .Select(p => $"{Path.GetFileName(p)} {Read(p, "cmdline").Replace('\0', ' ')}"),
        ];

    private static string Read(string process, string file)
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

    // Null: the end of one of the two
    private void Take(string? line)
    {
        if (line is not null)
            _lines.Writer.TryWrite(line);
        else if (Interlocked.Decrement(ref _streams) == 0)
            _lines.Writer.TryComplete();
    }

    /// <summary>Nothing writes into its directories any more when this returns.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        if (OperatingSystem.IsLinux())
            await GoneAsync();
        _process.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int pid, int signal);
}
