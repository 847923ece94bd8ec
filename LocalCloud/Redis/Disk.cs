namespace LocalCloud.Redis;

/// <summary>Whether a directory can be written to.</summary>
internal static class Disk
{
    // A page of the append-only file: less would fail again at once
    private const int Needed = 8 << 20;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private static readonly FileStreamOptions Options = new()
    {
        Mode = FileMode.Create,
        Access = FileAccess.Write,
        Options = FileOptions.DeleteOnClose,
        BufferSize = 0,
    };

    public static async Task WritableAsync(string directory, CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Interval);
        do
        {
            if (CanWrite(directory))
                return;
        } while (await timer.WaitForNextTickAsync(stopping));
    }

    private static bool CanWrite(string directory)
    {
        var probe = Path.Combine(directory, "probe");
        try
        {
            using (var file = new FileStream(probe, Options))
            {
                file.Write(new byte[Needed]);
                file.Flush(flushToDisk: true);
            }
            return true;
        }
        // The last one: larger than the file system, or a limit, lets a file be
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
        {
            return false;
        }
    }
}
