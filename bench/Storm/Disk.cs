using System.Diagnostics;
using Serverless.Bench.Startup;

namespace Serverless.Bench.Storm;

/// <summary>A disk of its own, in memory, that can be filled without harm to anybody else. Only root can make one.</summary>
internal sealed class Disk : IDisposable
{
    private readonly string _filler;

    private Disk(string directory) => (Directory, _filler) = (directory, Path.Combine(directory, "filler"));

    public string Directory { get; }

    /// <returns>Null where it is not allowed.</returns>
    public static async Task<Disk?> MountAsync(string directory, int megabytes, CancellationToken cancellation)
    {
        System.IO.Directory.CreateDirectory(directory);
        try
        {
            await Shell.RunAsync(directory, "mount", ["-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", directory], cancellation);
            return new(directory);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>To the last byte.</summary>
    public void Fill()
    {
        using var file = new FileStream(_filler, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 1);
        foreach (var block in (byte[][])[new byte[1 << 20], new byte[4096]])
        {
            try
            {
                while (true)
                    file.Write(block);
            }
            catch (IOException)
            {
                // No room for one more
            }
        }
    }

    public void Free() => File.Delete(_filler);

    public void Dispose()
    {
        using var unmount = Process.Start("umount", ["-l", Directory]);
        unmount.WaitForExit();
    }
}
