using System.Diagnostics;

namespace LocalCloud.Aspire.Run;

/// <summary>
/// Kills what does not end by itself when this process is killed. DCP then asks every process to end, but services that send their
/// last telemetry to a dashboard that is gone too take seconds. The guard is a shell that reads from this process: the end of its
/// input is the end of this process.
/// </summary>
internal sealed class Guard : IDisposable
{
    // It reads "PID", "-PID" (ended), "dcp PID PID", "session FOLDER" and "done"; a signal from the terminal is for the others.
    // DCP, too, ends everything, but takes six seconds for services that wait for an engine; and its processes wait for each other
    private const string Script = """
        trap '' INT TERM HUP
        pids=' '
        while read -r line; do
          case $line in
            done) exit 0 ;;
            dcp\ *) dcp=${line#dcp } ;;
            session\ *) session=${line#session } ;;
            -*) pids=$(echo "$pids" | sed "s/ ${line#-} / /") ;;
            *) pids="$pids$line " ;;
          esac
        done
        kill $pids 2>/dev/null
        for round in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do
          sleep 0.1
          left=
          for pid in $pids; do kill -0 $pid 2>/dev/null && left=$pid; done
          [ -n "$left" ] || break
        done
        for pid in $pids $dcp; do pkill -9 -P $pid; done
        kill -9 $pids $dcp 2>/dev/null
        [ -n "$session" ] && rm -rf "$session"
        """;

    private readonly Lock _gate = new();
    private readonly Process? _shell;

    public Guard()
    {
        if (OperatingSystem.IsWindows())
            return;
        _shell = Process.Start(
            new ProcessStartInfo("/bin/sh", ["-c", Script])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        );
    }

    /// <summary>The processes of DCP, the one that starts the others and its server, and the folder of their session.</summary>
    public void Dcp(int controllers, int server, string? session)
    {
        Write($"dcp {controllers} {server}");
        if (session is not null)
            Write($"session {session}");
    }

    public void Began(long pid) => Write($"{pid}");

    public void Ended(long pid) => Write($"-{pid}");

    private void Write(string line)
    {
        try
        {
            lock (_gate)
            {
                _shell?.StandardInput.WriteLine(line);
                _shell?.StandardInput.Flush();
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // Without its guard a run is only slower to end
        }
    }

    public void Dispose()
    {
        Write("done");
        _shell?.WaitForExit(TimeSpan.FromSeconds(1));
        _shell?.Dispose();
    }
}
