using System.Globalization;

namespace LocalCloud.Aws.Lambda.Execution.Processes;

/// <summary>
/// Memory limit and CPU share of one environment, held by the kernel, where this process may make control groups: version 2 with the
/// controllers delegated to us, or version 1. CPU is shared in proportion to memory (one core at 1,769 MB; docs: configuration-memory) when
/// functions compete for it, and an idle machine is not slowed down, unless a quota is asked for: then a function never gets more than its part.
/// </summary>
internal sealed class Cgroup : IDisposable
{
    private const string Prefix = "localcloud-";
    private const double OneCore = 1769;

    /// <summary>Microseconds. With the kernel's 100 ms, a short invocation after a pause would run through within what has been saved up.</summary>
    private const int Period = 20_000, LeastQuota = 1000;

    private static readonly string[] Unified = [Path.Combine("/sys/fs/cgroup", Own("0::"))];
    private static readonly bool IsUnified = File.Exists("/sys/fs/cgroup/cgroup.controllers");

    private readonly string[] _directories;

    private Cgroup(string[] directories) => _directories = directories;

    /// <summary>null where there are no rights: then memory is measured, and CPU is not shared out.</summary>
    /// <param name="quota">Whether its part of the CPU is also the most that it gets</param>
    public static Cgroup? TryCreate(string id, int memorySize, bool quota = false)
    {
        try
        {
            return OperatingSystem.IsLinux() ? Create(id, memorySize, quota) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Why a quota cannot be set on this machine; null when it can. A group is made to find out.</summary>
    public static string? WhyNoQuota()
    {
        if (!OperatingSystem.IsLinux())
            return "only Linux has control groups";
        try
        {
            Create($"quota-{Guid.NewGuid():N}", 128, quota: true).Dispose();
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"LocalCloud may not make control groups: {e.Message}";
        }
    }

    /// <exception cref="IOException">There are no such controllers.</exception>
    /// <exception cref="UnauthorizedAccessException">They are not ours.</exception>
    private static Cgroup Create(string id, int memorySize, bool quota)
    {
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
                if (quota)
                    File.WriteAllText(Path.Combine(made[0], "cpu.max"), $"{Text(Math.Max(part * Period, LeastQuota))} {Period}");
            }
            else
            {
                made.Add(Make("/sys/fs/cgroup/memory", id));
                File.WriteAllText(Path.Combine(made[0], "memory.limit_in_bytes"), bytes);
                made.Add(Make("/sys/fs/cgroup/cpu", id));
                File.WriteAllText(Path.Combine(made[1], "cpu.shares"), Text(Math.Max(part * 1024, 2)));
                if (quota)
                {
                    File.WriteAllText(Path.Combine(made[1], "cpu.cfs_period_us"), Text(Period));
                    File.WriteAllText(Path.Combine(made[1], "cpu.cfs_quota_us"), Text(Math.Max(part * Period, LeastQuota)));
                }
            }
            return new([.. made]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            made.ForEach(Remove);
            throw;
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
