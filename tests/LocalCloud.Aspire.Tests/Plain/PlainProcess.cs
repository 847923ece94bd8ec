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
    private readonly string mark = Guid.NewGuid().ToString();
    private readonly TemporaryDirectory directory = new();
    private readonly Channel<string> lines = Channel.CreateUnbounded<string>();
    private readonly StringBuilder read = new();
    private readonly Process process;
    private int streams = 2;

    /// <summary>Returns at once.</summary>
    public PlainProcess(params string[] arguments)
    {
        Directory.CreateDirectory(Temporary);
        var start = new ProcessStartInfo("dotnet", [Assets.Plain, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[Mark] = mark;
        start.Environment["TMPDIR"] = Temporary;
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["LocalCloud__DataDirectory"] = Data;
        process = new() { StartInfo = start };
        process.OutputDataReceived += (_, e) => Take(e.Data);
        process.ErrorDataReceived += (_, e) => Take(e.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Data => directory["data"];
    private string Temporary => directory["tmp"];

    /// <summary>Its temporary files, without the sockets that .NET leaves of a process that is killed.</summary>
    public IEnumerable<string> LeftBehind =>
        Directory
            .EnumerateFileSystemEntries(Temporary)
            .Select(f => Path.GetFileName(f)!)
            .Where(f => !f.StartsWith("dotnet-diagnostic-", StringComparison.Ordinal))
            .Where(f => !f.StartsWith("clr-debug-pipe-", StringComparison.Ordinal));

    /// <summary>What it has printed, as far as somebody has waited for.</summary>
    public string Output => read.ToString();

    /// <summary>Returns when it prints a line with this text; fails with all that it has said, if it ends without.</summary>
    public async Task SaysAsync(string text)
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
        Assert.Fail($"No '{text}': {Output}");
    }

    /// <summary>An address that other programs find in its data.</summary>
    public Uri Endpoint(string resource, string name) =>
        new((string)JsonNode.Parse(File.ReadAllText(Path.Combine(Data, "run.json")))!["endpoints"]![resource]![name]!);

    /// <summary>Ctrl+C; returns the exit code.</summary>
    public Task<int> InterruptAsync()
    {
        Assert.Equal(0, Kill(process.Id, Interrupt));
        return EndAsync();
    }

    /// <summary>Returns the exit code, when it has ended and all that it has printed has been read.</summary>
    public async Task<int> EndAsync()
    {
        using var limit = new CancellationTokenSource(Limit, TimeProvider.System);
        await process.WaitForExitAsync(limit.Token);
        await foreach (var line in lines.Reader.ReadAllAsync(limit.Token))
            read.AppendLine(line);
        return process.ExitCode;
    }

    /// <summary>Returns when none of its processes is left.</summary>
    public Task GoneAsync() => Eventually.EmptyAsync("its processes are gone", Processes);

    private List<string> Processes() =>
        [
            .. from folder in Directory.EnumerateDirectories("/proc")
            where int.TryParse(Path.GetFileName(folder), out _) && Read(folder, "environ").Contains(mark, StringComparison.Ordinal)
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
            lines.Writer.TryWrite(line);
        else if (Interlocked.Decrement(ref streams) == 0)
            lines.Writer.TryComplete();
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
        directory.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int pid, int signal);
}
