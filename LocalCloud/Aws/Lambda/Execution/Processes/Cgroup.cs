using System.Globalization;

namespace LocalCloud.Aws.Lambda.Execution.Processes;

/// <summary>
/// Memory limit and CPU share of one environment, held by the kernel, where this process may make control groups: version 2 with the
/// controllers delegated to us, or version 1. CPU is shared in proportion to memory (one core at 1,769 MB; docs: configuration-memory) when
/// functions compete for it: an idle machine is not slowed down.
/// </summary>
internal sealed class Cgroup : IDisposable
{
    private const string Prefix = "localcloud-";
    private const double OneCore = 1769;
    private static readonly string[] Unified = [Path.Combine("/sys/fs/cgroup", Own("0::"))];
    private static readonly bool IsUnified = File.Exists("/sys/fs/cgroup/cgroup.controllers");

    private readonly string[] _directories;

    private Cgroup(string[] directories) => _directories = directories;

    /// <summary>null where there are no rights: then memory is measured, and CPU is not shared out.</summary>
    public static Cgroup? TryCreate(string id, int memorySize)
    {
        if (!OperatingSystem.IsLinux())
            return null;
        var part = memorySize / OneCore;
        var bytes = ((long)memorySize << 20).ToString(CultureInfo.InvariantCulture);
        var made = new List<string>();
        try
        {
            if (IsUnified)
            {
                made.Add(Make(Unified[0], id));
                File.WriteAllText(Path.Combine(made[0], "memory.max"), bytes);
                File.WriteAllText(Path.Combine(made[0], "cpu.weight"), Text(Math.Clamp(part * 100, 1, 10_000)));
            }
            else
            {
                made.Add(Make("/sys/fs/cgroup/memory", id));
                File.WriteAllText(Path.Combine(made[0], "memory.limit_in_bytes"), bytes);
                made.Add(Make("/sys/fs/cgroup/cpu", id));
                File.WriteAllText(Path.Combine(made[1], "cpu.shares"), Text(Math.Max(part * 1024, 2)));
            }
            return new([.. made]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            made.ForEach(Remove);
            return null;
        }
    }

    public void Add(int pid)
    {
        try
        {
            foreach (var directory in _directories)
                File.WriteAllText(Path.Combine(directory, "cgroup.procs"), pid.ToString(CultureInfo.InvariantCulture));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It runs without limits, or it is gone already
        }
    }

    public void Dispose()
    {
        foreach (var directory in _directories)
            Remove(directory);
    }

    /// <summary>Removes what an emulator that was killed has left: groups without processes.</summary>
    public static void Sweep()
    {
        if (!OperatingSystem.IsLinux())
            return;
        foreach (var parent in IsUnified ? Unified : ["/sys/fs/cgroup/memory", "/sys/fs/cgroup/cpu"])
            if (Directory.Exists(parent))
                foreach (var directory in Directory.EnumerateDirectories(parent, Prefix + "*"))
                    if (!Directory.Exists($"/proc/{Path.GetFileName(directory)[Prefix.Length..].Split('-')[0]}"))
                        Remove(directory);
    }

    private static string Text(double number) => ((long)number).ToString(CultureInfo.InvariantCulture);

    private static string Make(string parent, string id) => Directory.CreateDirectory(Path.Combine(parent, $"{Prefix}{Environment.ProcessId}-{id}")).FullName;

    private static void Remove(string directory)
    {
        try
        {
            // Its files are not files: rmdir, nothing else
            Directory.Delete(directory);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A process of it is still dying; an empty group costs next to nothing
        }
    }

    private static string Own(string prefix)
    {
        try
        {
            return File.ReadLines("/proc/self/cgroup").FirstOrDefault(l => l.StartsWith(prefix, StringComparison.Ordinal))?[prefix.Length..].TrimStart('/') ?? "";
        }
        catch (IOException)
        {
            return "";
        }
    }
}
