using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Channels;

namespace Packages.Tests.Infrastructure;

/// <summary>An AppHost that was started in a terminal.</summary>
internal sealed partial class RunningApplication : IAsyncDisposable
{
    private const int Interrupt = 2;
    private const string Isolated = "--isolated";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);
    private readonly Marked _marked = new();
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly StringBuilder _read = new();
    private readonly Process _process;
    private int _streams = 2;

    private RunningApplication(ProcessStartInfo start)
    {
        _marked.Mark(start);
        _process = new() { StartInfo = start };
        _process.OutputDataReceived += (_, e) => Take(e.Data);
        _process.ErrorDataReceived += (_, e) => Take(e.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>What it has printed, as far as somebody has waited for.</summary>
    public string Output => _read.ToString();

    /// <summary><c>dotnet run --project</c>; returns when everything is up.</summary>
    public static async Task<RunningApplication> StartAsync(Terminal terminal, string appHost)
    {
        string[] arguments = ["run", "--no-build", "--project", appHost, "--", Isolated];
        var running = new RunningApplication(terminal.Command("dotnet", arguments));
        await running.SaysAsync("Everything is up");
        return running;
    }

    /// <summary>As the table at the end of the start has it.</summary>
    public Uri Address(string resource) => new(Regex.Match(Output, $@"(?m)^{resource} +healthy .* (http://\S+)").Groups[1].Value);

    /// <summary>
    /// Ctrl+C, which a terminal sends to `dotnet run` and to what that has started. Returns when none of the processes is left.
    /// </summary>
    public async Task InterruptAsync()
    {
        foreach (var (id, _) in _marked.Running().Where(p => p.Command.Contains(Isolated, StringComparison.Ordinal)))
            _ = Kill(id, Interrupt);
        using var limit = new CancellationTokenSource(Limit, TimeProvider.System);
        await _process.WaitForExitAsync(limit.Token);
        await Eventually.EmptyAsync("its processes are gone", _marked.Running);
    }

    private async Task SaysAsync(string text)
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
        await DisposeAsync();
        Assert.Fail($"No '{text}': {Output}");
    }

    // Null: the end of one of the two
    private void Take(string? line)
    {
        if (line is not null)
            _lines.Writer.TryWrite(line);
        else if (Interlocked.Decrement(ref _streams) == 0)
            _lines.Writer.TryComplete();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await InterruptAsync();
        _process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int pid, int signal);
}
