using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;

namespace Serverless.Bench.Load;

/// <summary>A server as a process of its own, which is ready when it says where it listens.</summary>
internal sealed partial class ServerProcess : IDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process, string address, TimeSpan ready) => (_process, Address, Ready) = (process, new(address), ready);

    public Uri Address { get; }

    public IPEndPoint EndPoint => new(IPAddress.Parse(Address.Host), Address.Port);

    /// <summary>From the start of the process to its line, which follows the first moment at which it answers.</summary>
    public TimeSpan Ready { get; }

    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Resident, and not mapped from files that other processes can share.</summary>
    public long PrivateBytes =>
        File.Exists($"/proc/{_process.Id}/smaps_rollup")
            ? File.ReadLines($"/proc/{_process.Id}/smaps_rollup")
                .Where(line => line.StartsWith("Private_", StringComparison.Ordinal))
                .Sum(line => long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) * 1024)
            : ResidentBytes;

    public TimeSpan Processor
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public static ServerProcess Start(string file, params IEnumerable<string> arguments)
    {
        var process = new Process { StartInfo = new(file, arguments) { RedirectStandardOutput = true } };
        var started = Stopwatch.GetTimestamp();
        process.Start();
        while (process.StandardOutput.ReadLine() is { } line)
            if (Listening().Match(line) is { Success: true } match)
            {
                var ready = Stopwatch.GetElapsedTime(started);
                // Nobody reads on: a full pipe must not hold the process up.
                _ = process.StandardOutput.ReadToEndAsync();
                return new(process, match.Value, ready);
            }
        throw new InvalidOperationException($"{file} has ended with exit code {process.ExitCode}.");
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    [GeneratedRegex("http://[0-9.:]+")]
    private static partial Regex Listening();
}
