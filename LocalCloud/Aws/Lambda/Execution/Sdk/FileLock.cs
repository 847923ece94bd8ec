using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace LocalCloud.Aws.Lambda.Execution.Sdk;

/// <summary>One process at a time; the others wait. The system gives it back when its holder ends, in whatever way.</summary>
internal sealed class FileLock : IDisposable
{
    private const int Exclusive = 2, Interrupted = 4;

    private readonly SafeFileHandle _file;

    private FileLock(SafeFileHandle file) => _file = file;

    /// <exception cref="IOException">There are no locks in that file system.</exception>
    public static FileLock Take(string path)
    {
        // .NET's own locks do not wait
        var file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
        while (Flock(file, Exclusive) != 0)
            if (Marshal.GetLastPInvokeError() is var error and not Interrupted)
            {
                file.Dispose();
                throw new IOException(new Win32Exception(error).Message);
            }
        return new(file);
    }

    public void Dispose() => _file.Dispose();

    [DllImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static extern int Flock(SafeFileHandle file, int operation);
}
