using System.Runtime.InteropServices;
using System.Text;

namespace LocalCloud.Aws.S3.Bodies;

/// <summary>A rename is on disk once its directory is; .NET has no call for it.</summary>
internal static class DirectorySync
{
    public static void Flush(string directory)
    {
        if (OperatingSystem.IsWindows())
            return;
        var descriptor = Open(Encoding.UTF8.GetBytes(directory + '\0'), 0);
        if (descriptor < 0)
            throw new IOException($"Cannot open {directory} to flush it.");
        try
        {
            if (Fsync(descriptor) != 0)
                throw new IOException($"Cannot flush {directory} to disk.");
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    [DllImport("libc", EntryPoint = "open")]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync")]
    private static extern int Fsync(int descriptor);

    [DllImport("libc", EntryPoint = "close")]
    private static extern int Close(int descriptor);
}
