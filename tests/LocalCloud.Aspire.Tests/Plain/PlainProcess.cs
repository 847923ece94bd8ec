using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using LocalCloud.Aspire.Tests.Infrastructure;

namespace LocalCloud.Aspire.Tests.Plain;

/// <summary>
/// The AppHost Plain as its user starts it, with data and temporary files of its own; all processes that come of it carry a mark.
/// </summary>
internal sealed partial class PlainProcess : IDisposable
{
    private const string Mark = "ASPIRE_TESTS_MARK";
    private const int Interrupt = 2;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private readonly string _mark = Guid.NewGuid().ToString();
    private readonly TemporaryDirectory _directory = new();
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly StringBuilder _read = new();
    private readonly Process _process;
    private int _streams = 2;

    /// <summary>Returns at once.</summary>
    public PlainProcess(params string[] arguments)
    {
        Directory.CreateDirectory(Temporary);
        var start = new ProcessStartInfo("dotnet", [Assets.Plain, .. arguments])
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

    public string Data => _directory["data"];
    private string Temporary => _directory["tmp"];

    /// <summary>Its temporary files, without the sockets that .NET leaves of a process that is killed.</summary>
    public IEnumerable<string> LeftBehind =>
        Directory
            .EnumerateFileSystemEntries(Temporary)
            .Select(f => Path.GetFileName(f)!)
            .Where(f => !f.StartsWith("dotnet-diagnostic-", StringComparison.Ordinal))
            .Where(f => !f.StartsWith("clr-debug-pipe-", StringComparison.Ordinal));

    /// <summary>What it has printed, as far as somebody has waited for.</summary>
    public string Output => _read.ToString();

    /// <summary>Returns when it prints a line with this text; fails with all that it has said, if it ends without.</summary>
    public async Task SaysAsync(string text)
    {
        using var limit = new CancellationTokenSource(Limit, TimeProvider.System);
        try
        {
            await foreach (var line in _lines.Reader.ReadAllAsync(limit.Token))
            {
                _read.AppendLine(line);
                if (line.Contains(text, StringComparison.Ordinal))
                    return;
            }
        }
        catch (OperationCanceledException)
        {
            _read.AppendLine("(and no more in time)");
        }
        Assert.Fail($"No '{text}': {Output}");
    }

    /// <summary>An address that other programs find in its data.</summary>
    public Uri Endpoint(string resource, string name) =>
        new((string)JsonNode.Parse(File.ReadAllText(Path.Combine(Data, "run.json")))!["endpoints"]![resource]![name]!);

    /// <summary>Ctrl+C; returns the exit code.</summary>
    public Task<int> InterruptAsync()
    {
        Assert.Equal(0, Kill(_process.Id, Interrupt));
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

    /// <summary>Returns when none of its processes is left.</summary>
    public Task GoneAsync() => Eventually.EmptyAsync("its processes are gone", Processes);

    private List<string> Processes() =>
        [
            .. from folder in Directory.EnumerateDirectories("/proc")
            where int.TryParse(Path.GetFileName(folder), out _) && Read(folder, "environ").Contains(_mark, StringComparison.Ordinal)
            select $"{Path.GetFileName(folder)} {Read(folder, "cmdline").Replace('\0', ' ')}",
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

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
        _directory.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int pid, int signal);
}
