using System.Diagnostics;

namespace LocalCloud.Aws.Processes;

/// <summary>
/// Ends the processes that this one has started when it is killed. It is a shell in a session of its own that reads from this process:
/// the end of its input is the end of this process. Each is made known to it before it may start.
/// </summary>
internal sealed class Guard : IAsyncDisposable
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
    private readonly TaskCompletionSource _allLeft = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _inside;
    private bool _closed;

    public Guard()
    {
        var start = new ProcessStartInfo
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] command = [.. OwnSession, "/bin/sh", "-c", Script];
        start.FileName = command[0];
        foreach (var argument in command[1..])
            start.ArgumentList.Add(argument);
        _shell = Process.Start(start)!;
    }

    /// <summary>
    /// What gives a command a session or process group of its own: no signal from a terminal reaches it, and it can be signalled with its
    /// children.
    /// </summary>
    public static string[] OwnSession { get; } =
        OperatingSystem.IsMacOS() ? ["/usr/bin/perl", "-e", "setpgrp(0, 0); exec @ARGV"] : ["setsid"];

    /// <summary>Before a process starts, or files are made for one: the guard's end waits until it has left.</summary>
    /// <returns>False when the guard has begun to end.</returns>
    public bool TryEnter()
    {
        lock (_gate)
        {
            if (_closed)
                return false;
            _inside++;
            return true;
        }
    }

    public void Leave()
    {
        lock (_gate)
            if (--_inside == 0 && _closed)
                _allLeft.TrySetResult();
    }

    /// <summary>The process of somebody who has entered.</summary>
    public void Began(int pid)
    {
        lock (_gate)
            if (!_closed)
            {
                Write($"{pid}");
                return;
            }
        // It entered in time and started too late for the shell to know
        Native.SignalGroup(pid, Native.Kill);
    }

    public void Ended(int pid)
    {
        lock (_gate)
            if (!_closed)
                Write($"-{pid}");
        Leave();
    }

    /// <summary>
    /// Ends what has not ended by now, and nothing starts any more. Completes when all have ended: then their files can go.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            if (!_closed)
                _shell.StandardInput.Dispose();
            _closed = true;
            if (_inside == 0)
                _allLeft.TrySetResult();
        }
        await _allLeft.Task.ConfigureAwait(false);
        _shell.Dispose();
    }

    private void Write(string line)
    {
        try
        {
            _shell.StandardInput.WriteLine(line);
            _shell.StandardInput.Flush();
        }
        catch (IOException)
        {
            // Somebody has killed the guard: processes end with the emulator all the same unless that is killed too
        }
    }
}
