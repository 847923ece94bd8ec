using System.Globalization;
using System.Runtime.InteropServices;

namespace LocalCloud.Aws;

/// <summary>What this process has in memory.</summary>
internal static class WorkingSet
{
    // madvise(2)
    private const int DontNeed = 4;

    /// <summary>
    /// Gives back what only the start has needed: its garbage, which an emulator that nobody calls would never collect, and on Linux the
    /// pages of program files, of which the kernel maps sixteen for each one that is touched. Those come back from its cache when they are
    /// touched again.
    /// </summary>
    public static void Trim()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        if (!OperatingSystem.IsLinux())
            return;
        var mapping = default(Mapping?);
        foreach (var line in File.ReadLines("/proc/self/smaps"))
        {
            if (Mapping.Parse(line) is { } next)
                mapping = next;
            // A page that was written to, as relocation does, is no longer the file's
            else if (
                line.StartsWith("Anonymous:", StringComparison.Ordinal)
                && mapping is { IsFile: true, IsReadOnly: true } file
                && line.EndsWith(" 0 kB", StringComparison.Ordinal)
            )
                _ = Advise(file.Start, file.Length, DontNeed);
        }
    }

    private readonly record struct Mapping(nint Start, nuint Length, bool IsReadOnly, bool IsFile)
    {
        /// <summary>"7f00a000-7f00c000 r-xp 00000000 fe:00 1234 /usr/lib/libc.so.6"; null for a line that tells a size.</summary>
        public static Mapping? Parse(string line)
        {
            var fields = line.Split(' ', 6);
            if (fields.Length < 6 || fields[1].Length != 4 || fields[0].Split('-') is not [var from, var to])
                return null;
            var start = nint.Parse(from, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            var end = nint.Parse(to, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            var path = fields[5].TrimStart();
            return new(
                start,
                (nuint)(end - start),
                fields[1] is ['r', '-', _, 'p'],
                path.StartsWith('/') && !path.StartsWith("/memfd:", StringComparison.Ordinal)
            );
        }
    }

    [DllImport("libc", EntryPoint = "madvise")]
    private static extern int Advise(nint address, nuint length, int advice);
}
