using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace LocalCloud.Aws.Processes;

/// <summary>
/// Linux's Landlock (man 7 landlock): a thread gives up rights to files, for itself and all processes that it starts, without being root.
/// It cannot take them back, and cannot look into processes that have kept theirs (/proc/PID/environ, mem, fd).
/// </summary>
internal sealed class Landlock : IDisposable
{
    // Since 2, files can be moved from one directory to another
    private const int OldestVersion = 2;
    private const nint CreateCall = 444,
        AddCall = 445,
        RestrictCall = 446;
    private const uint AskVersion = 1,
        PathBeneath = 1;
    private const int NoNewPrivileges = 38,
        DropCapability = 24,
        PerformanceMonitor = 38,
        SystemAdministration = 21;
    private const int OpenPath = 0x200000,
        CloseOnExec = 0x80000,
        NoFollow = 0x20000;

    private readonly SafeFileHandle _rules;

    public Landlock()
    {
        var handled = Known(Rights.All);
        _rules = new(Call(CreateCall, ref handled, sizeof(ulong), 0), ownsHandle: true);
        if (_rules.IsInvalid)
            throw new Win32Exception();
    }

    [Flags]
    public enum Rights : ulong
    {
        WriteFile = 1 << 1,
        ReadFile = 1 << 2,
        Truncate = 1 << 14,

        /// <summary>And to make, remove and move files. To list a directory and to start a program are nobody's secret.</summary>
        All = WriteFile | ReadFile | Truncate | (0x3FF << 4),

        OfFile = WriteFile | ReadFile | Truncate,
    }

    /// <summary>0 where there is none: another system, an older kernel, or one that has it turned off.</summary>
    public static int Version { get; } = OperatingSystem.IsLinux() ? Math.Max(0, (int)Ask(CreateCall, 0, 0, AskVersion)) : 0;

    public static bool IsSupported => Version >= OldestVersion;

    /// <summary>What is not there, or out of reach anyway, is left out.</summary>
    public void Allow(string path, Rights rights)
    {
        using var place = new SafeFileHandle(Open(path, OpenPath | CloseOnExec | NoFollow), ownsHandle: true);
        if (place.IsInvalid)
            return;
        var rule = new Rule { Allowed = Known(rights), Place = (int)place.DangerousGetHandle() };
        _ = Call(AddCall, _rules.DangerousGetHandle(), PathBeneath, ref rule, 0);
    }

    /// <summary>For the rest of the calling thread's life.</summary>
    /// <exception cref="Win32Exception">The system does not let it.</exception>
    public void RestrictThread()
    {
        // Root's right to measure every process would show it others' memory and environment all the same. Without root there is none
        foreach (var capability in (ReadOnlySpan<uint>)[PerformanceMonitor, SystemAdministration])
            _ = Control(DropCapability, capability, 0, 0, 0);
        if (Control(NoNewPrivileges, 1, 0, 0, 0) != 0 || Ask(RestrictCall, _rules.DangerousGetHandle(), 0, 0) != 0)
            throw new Win32Exception();
    }

    public void Dispose() => _rules.Dispose();

    // Truncate came with version 3
    private static ulong Known(Rights rights) => (ulong)(Version >= 3 ? rights : rights & ~Rights.Truncate);

    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    private struct Rule
    {
        public ulong Allowed;
        public int Place;
    }

    [DllImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static extern nint Ask(nint number, nint first, nint second, uint flags);

    [DllImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static extern nint Call(nint number, ref ulong handled, nint size, uint flags);

    [DllImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static extern nint Call(nint number, nint rules, uint type, ref Rule rule, uint flags);

    [DllImport("libc", EntryPoint = "prctl", SetLastError = true)]
    private static extern int Control(int option, nuint first, nuint second, nuint third, nuint fourth);

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);
}
