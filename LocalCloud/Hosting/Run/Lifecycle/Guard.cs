using System.Diagnostics;

namespace LocalCloud.Hosting.Run.Lifecycle;

/// <summary>
/// Kills what does not end by itself when this process is killed. DCP then asks every process to end, but services that send their last telemetry
/// to a dashboard that is gone too take seconds. The guard is a shell that reads from this process: the end of its input is the end of this process.
/// </summary>
sealed class Guard : IDisposable
{
    // It reads "PID", "-PID" (ended) and "done"; a signal from the terminal is for the others
    const string Script = """
        trap '' INT TERM HUP
        pids=' '
        while read -r line; do
          case $line in
            done) exit 0 ;;
            -*) pids=$(echo "$pids" | sed "s/ ${line#-} / /") ;;
            *) pids="$pids$line " ;;
          esac
        done
        sleep 1.5
        for pid in $pids; do kill -9 $pid; done 2>/dev/null
        # DCP's second process looks only every other second whether the first one is there
        for round in 1 2 3 4 5 6 7 8; do
          sleep 0.25
          pgrep -f "[s]tart-apiserver .*$0" >/dev/null || { pkill -9 -f "[r]un-controllers .*$0"; break; }
        done
        """;

    readonly Lock gate = new();
    readonly Process? shell;

    /// <param name="directory">The run's own, by which its DCP is known.</param>
    public Guard(string directory)
    {
        if (OperatingSystem.IsWindows()) return;
        shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", Script, directory]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true });
    }

    public void Began(long pid) => Write($"{pid}");

    public void Ended(long pid) => Write($"-{pid}");

    void Write(string line)
    {
        try
        {
            lock (gate)
            {
                shell?.StandardInput.WriteLine(line);
                shell?.StandardInput.Flush();
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
        shell?.WaitForExit(TimeSpan.FromSeconds(1));
        shell?.Dispose();
    }
}
