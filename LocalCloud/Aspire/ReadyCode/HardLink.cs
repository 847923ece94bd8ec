using System.Runtime.InteropServices;

namespace LocalCloud.Aspire.ReadyCode;

/// <summary>
/// A second name for a file, which costs no space and is one file in memory for all who load it; a copy where the system gives none.
/// </summary>
internal static partial class HardLink
{
    public static void Create(string existing, string name)
    {
        var linked = OperatingSystem.IsWindows() ? CreateHardLink(name, existing, 0) : Link(existing, name) == 0;
        if (!linked)
            File.Copy(existing, name, overwrite: true);
    }

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string existing, string name);

    [LibraryImport("kernel32", EntryPoint = "CreateHardLinkW", StringMarshalling = StringMarshalling.Utf16)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool CreateHardLink(string name, string existing, nint security);
}
