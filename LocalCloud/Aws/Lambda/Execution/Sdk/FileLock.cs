using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace LocalCloud.Aws.Lambda.Execution.Sdk;

/// <summary>
/// One at a time, of all processes of this machine; the others wait. The system gives it back when its holder ends, in whatever way.
/// </summary>
internal sealed class FileLock : IDisposable
{
    private const int Lock = 1,
        Interrupted = 4;

    // The system knows processes only
    private static readonly SemaphoreSlim Within = new(1);

    private readonly SafeFileHandle _file;

    private FileLock(SafeFileHandle file) => _file = file;

    /// <exception cref="IOException">There are no locks in that file system.</exception>
    public static FileLock Take(string path)
    {
        Within.Wait();
        SafeFileHandle? file = null;
        try
        {
            // .NET's own locks do not wait, and this one does not pass on to children as flock's does
            file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
            while (LockF(file, Lock, 0) != 0)
                if (Marshal.GetLastPInvokeError() is var error and not Interrupted)
                    throw new IOException(new Win32Exception(error).Message);
            return new(file);
        }
        catch
        {
            file?.Dispose();
            Within.Release();
            throw;
        }
    }

    public void Dispose()
    {
        _file.Dispose();
        Within.Release();
    }

    [DllImport("libc", EntryPoint = "lockf", SetLastError = true)]
    private static extern int LockF(SafeFileHandle file, int command, long size);
}
