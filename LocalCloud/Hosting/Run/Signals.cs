using System.Runtime.InteropServices;

namespace LocalCloud.Hosting.Run;

/// <summary>Sends POSIX signals; on Windows there are none and DCP's own way of stopping is used.</summary>
static partial class Signals
{
    public const int Interrupt = 2, Kill = 9, Terminate = 15;

    /// <summary>False when the signal could not be sent: no such process any more, or Windows.</summary>
    public static bool Send(long pid, int signal) => !OperatingSystem.IsWindows() && pid > 0 && Send((int)pid, signal) == 0;

    /// <summary>Whether the process is there (on Windows: unknown, false).</summary>
    public static bool Exists(long pid) => Send(pid, 0);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Send(int pid, int signal);
}
