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
    private readonly Marked marked = new();
    private readonly Channel<string> lines = Channel.CreateUnbounded<string>();
    private readonly StringBuilder read = new();
    private readonly Process process;
    private int streams = 2;

    private RunningApplication(ProcessStartInfo start)
    {
        marked.Mark(start);
        process = new() { StartInfo = start };
        process.OutputDataReceived += (_, e) => Take(e.Data);
        process.ErrorDataReceived += (_, e) => Take(e.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>What it has printed, as far as somebody has waited for.</summary>
    public string Output => read.ToString();

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
        foreach (var (id, _) in marked.Running().Where(p => p.Command.Contains(Isolated, StringComparison.Ordinal)))
            _ = Kill(id, Interrupt);
        using var limit = new CancellationTokenSource(Limit, TimeProvider.System);
        await process.WaitForExitAsync(limit.Token);
        await Eventually.EmptyAsync("its processes are gone", marked.Running);
    }

    private async Task SaysAsync(string text)
    {
        using var limit = new CancellationTokenSource(Limit, TimeProvider.System);
        try
        {
            await foreach (var line in lines.Reader.ReadAllAsync(limit.Token))
            {
                read.AppendLine(line);
                if (line.Contains(text, StringComparison.Ordinal))
                    return;
            }
        }
        catch (OperationCanceledException)
        {
            read.AppendLine("(and no more in time)");
        }
        await DisposeAsync();
        Assert.Fail($"No '{text}': {Output}");
    }

    // Null: the end of one of the two
    private void Take(string? line)
    {
        if (line is not null)
            lines.Writer.TryWrite(line);
        else if (Interlocked.Decrement(ref streams) == 0)
            lines.Writer.TryComplete();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await InterruptAsync();
        process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int pid, int signal);
}
