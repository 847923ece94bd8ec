using System.Diagnostics;

namespace LocalCloud.Aws.Lambda.Execution.Processes;

/// <summary>
/// Ends the functions' processes when this process is killed. It is a shell in a session of its own that reads from this process:
/// the end of its input is the end of this process. A function's process is made known to it before it may start.
/// </summary>
internal sealed class Guard : IDisposable
{
    // Reads "PID" and "-PID" (ended)
    private const string Script = """
        trap '' INT TERM HUP
        pids=' '
        while read -r line; do
          case $line in
            -*) pids=$(echo "$pids" | sed "s/ ${line#-} / /") ;;
            *) pids="$pids$line " ;;
          esac
        done
        for pid in $pids; do kill -9 -$pid || kill -9 $pid; done 2>/dev/null
        """;

    private readonly Lock _gate = new();
    private readonly Process _shell;

    public Guard()
    {
        var start = new ProcessStartInfo { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        string[] command = [.. OwnSession, "/bin/sh", "-c", Script];
        start.FileName = command[0];
        foreach (var argument in command[1..])
            start.ArgumentList.Add(argument);
        _shell = Process.Start(start)!;
    }

    /// <summary>What gives a command a session or process group of its own: no signal from a terminal reaches it, and it can be signalled with its children.</summary>
    public static string[] OwnSession { get; } = OperatingSystem.IsMacOS() ? ["/usr/bin/perl", "-e", "setpgrp(0, 0); exec @ARGV"] : ["setsid"];

    public void Began(int pid) => Write($"{pid}");

    public void Ended(int pid) => Write($"-{pid}");

    public void Dispose()
    {
        // Its input ends: what has not ended by now, it ends
        lock (_gate)
            _shell.StandardInput.Dispose();
        _shell.Dispose();
    }

    private void Write(string line)
    {
        try
        {
            lock (_gate)
            {
                _shell.StandardInput.WriteLine(line);
                _shell.StandardInput.Flush();
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Somebody has killed the guard: the functions end with the emulator all the same unless that is killed too
        }
    }
}
