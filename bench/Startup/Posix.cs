using System.Runtime.InteropServices;

namespace Serverless.Bench.Startup;

internal static partial class Posix
{
    public const int Interrupt = 2,
        Kill = 9,
        Terminate = 15,
        Continue = 18,
        Stop = 19;

    [LibraryImport("libc", EntryPoint = "kill")]
    public static partial int Send(int process, int signal);

    /// <summary>Processes below this one whose parents end become its children, and not those of process 1.</summary>
    public static void TakeInOrphans() => _ = Control(SetChildSubreaper, 1, 0, 0, 0);

    /// <summary>Lets go of a child that has ended.</summary>
    public static void Reap(int process) => _ = WaitFor(process, 0, 0);

    private const int SetChildSubreaper = 36;

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int Control(int option, nuint value, nuint unused3, nuint unused4, nuint unused5);

    [LibraryImport("libc", EntryPoint = "waitpid")]
    private static partial int WaitFor(int process, nint status, int options);
}
