using System.Diagnostics;
using System.Globalization;

namespace LocalCloud.Aspire.Run;

/// <summary>
/// The temporary directory of one run, for its owner alone; deleted when the run ends, or by the next run when this one was killed.
/// </summary>
internal sealed class RunDirectory : IDisposable
{
    private const string Prefix = "localcloud-run-";

    public string Path { get; } = Directory.CreateTempSubdirectory($"{Prefix}{Environment.ProcessId}-").FullName;

    public void Dispose() => Delete(Path);

    public static void DeleteAbandoned()
    {
        foreach (var folder in Directory.EnumerateDirectories(System.IO.Path.GetTempPath(), $"{Prefix}*"))
        {
            var pid = System.IO.Path.GetFileName(folder)[Prefix.Length..].Split('-')[0];
            if (int.TryParse(pid, CultureInfo.InvariantCulture, out var number) && !IsAlive(number))
                Delete(folder);
        }
    }

    private static bool IsAlive(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    public static void Delete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A process that is still ending writes to it. A run's own directory goes with the next run
        }
    }
}
