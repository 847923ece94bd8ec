using System.Runtime.InteropServices;

namespace LocalCloud.Aws.Processes;

/// <summary>What .NET has no call for: signals to a process group, and whether a pipe has something to read.</summary>
internal static class Native
{
    public const int Kill = 9,
        Terminate = 15;
    private const short PollIn = 1;

    public static readonly int Stop = OperatingSystem.IsMacOS() ? 17 : 19;
    public static readonly int Continue = OperatingSystem.IsMacOS() ? 19 : 18;

    /// <summary>To the process and all that it has started. One that is gone already is none of our business.</summary>
    public static void SignalGroup(int pid, int signal)
    {
        if (KillCall(-pid, signal) != 0)
            _ = KillCall(pid, signal);
    }

    /// <summary>Something to read, or the end of it.</summary>
    public static bool CanRead(nint descriptor, TimeSpan wait)
    {
        var polled = new PollDescriptor { Descriptor = (int)descriptor, Events = PollIn };
        return PollCall(ref polled, 1, wait == Timeout.InfiniteTimeSpan ? -1 : (int)wait.TotalMilliseconds) > 0 && polled.Returned != 0;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct PollDescriptor
    {
        public int Descriptor;
        public short Events;
        public short Returned;
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int KillCall(int pid, int signal);

    [DllImport("libc", EntryPoint = "poll")]
    private static extern int PollCall(ref PollDescriptor descriptors, nuint count, int milliseconds);
}
