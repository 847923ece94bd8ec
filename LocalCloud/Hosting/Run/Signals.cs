using System.Runtime.InteropServices;

namespace LocalCloud.Hosting.Run;

/// <summary>Sends POSIX signals; on Windows there are none and DCP's own way of stopping is used.</summary>
static partial class Signals
{
    public const int Interrupt = 2, Terminate = 15;

    /// <summary>False when the signal could not be sent: no such process any more, or Windows.</summary>
    public static bool Send(long pid, int signal) => !OperatingSystem.IsWindows() && pid > 0 && Kill((int)pid, signal) == 0;

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int pid, int signal);
}
