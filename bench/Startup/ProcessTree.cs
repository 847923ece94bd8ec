using System.Diagnostics;
using Spectre.Console;

namespace Serverless.Bench.Startup;

/// <summary>A program in a session of its own, as on a terminal of its own, and each process that comes of it, by whatever way.</summary>
internal sealed class ProcessTree : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);
    private readonly Orphans _orphans = new();
    private readonly Process _root = new();

    /// <summary>What it prints, with the time of each line since its start.</summary>
    public Output Output { get; }

    public ProcessTree(
        string program,
        IEnumerable<string> arguments,
        string directory,
        IEnumerable<KeyValuePair<string, string?>> environment
    )
    {
        _root.StartInfo = new ProcessStartInfo("setsid", [program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = directory,
        };
        foreach (var (variable, value) in environment)
            _root.StartInfo.Environment[variable] = value;
        Output = new(_root);
        _orphans.Except(() => _root.Start() ? _root.Id : 0);
        Output.Begin();
    }

    /// <summary>Of all, those that have ended included.</summary>
    public TimeSpan ProcessorTime => All().Aggregate(_orphans.ProcessorTime, (sum, process) => sum + process.ProcessorTime);

    public IReadOnlyList<ProcessEntry> Living => [.. All().Where(process => !process.HasEnded)];

    /// <summary>That of the program itself with this name, not of what started it.</summary>
    public ProcessEntry Child(string name) => Living.First(process => process.Parent == _root.Id && process.Name == name);

    /// <summary>What a terminal does at Ctrl+C.</summary>
    public void Interrupt() => _ = Posix.Send(-_root.Id, Posix.Interrupt);

    /// <param name="isMeant">Of which, by default of all.</param>
    /// <returns>How long it took until none was left; the limit, and it says so, when some stay.</returns>
    public async Task<TimeSpan> GoneAsync(TimeSpan limit, CancellationToken cancellation, Func<ProcessEntry, bool>? isMeant = null)
    {
        var started = Stopwatch.GetTimestamp();
        while (Living.Where(isMeant ?? (_ => true)).ToList() is { Count: > 0 } left)
        {
            if (Stopwatch.GetElapsedTime(started) > limit)
            {
                var names = string.Join(", ", left.Select(process => $"{process.Kind} ({process.Id})"));
                AnsiConsole.MarkupLineInterpolated($"[red]After {limit.TotalSeconds:0} s there are still {names}: they are killed[/]");
                return limit;
            }
            await Task.Delay(Look, TimeProvider.System, cancellation);
        }
        return Stopwatch.GetElapsedTime(started);
    }

    public async ValueTask DisposeAsync()
    {
        for (var left = Living; left.Count > 0; left = Living)
        {
            foreach (var process in left)
                _ = Posix.Send(process.Id, Posix.Kill);
            await Task.Delay(Look, TimeProvider.System);
        }
        _orphans.Dispose();
        _root.Dispose();
    }

    private IEnumerable<ProcessEntry> All()
    {
        var all = ProcessEntry.All().ToDictionary(process => process.Id);
        return all.Values.Where(process => Top(process) is { } top && Orphans.IsMeasured(top));

        ProcessEntry? Top(ProcessEntry? process)
        {
            while (process is not null && process.Parent != Environment.ProcessId)
                process = all.GetValueOrDefault(process.Parent);
            return process;
        }
    }
}
