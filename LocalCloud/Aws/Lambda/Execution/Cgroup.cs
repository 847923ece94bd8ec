using System.Globalization;

namespace LocalCloud.Aws.Lambda.Execution;

/// <summary>
/// Memory limit and CPU share of one environment, held by the kernel, where this process may make control groups: version 2 with the
/// controllers delegated to us, or version 1. CPU is shared in proportion to memory (one core at 1,769 MB; docs: configuration-memory) when
/// functions compete with each other for it, and an idle machine is not slowed down, unless a quota is asked for: then a function never
/// gets more than its part. To the rest of the machine all functions together are one group of a fair weight: a function of 128 MB has its
/// small part among functions, and not beside a compiler. While it starts, each counts as a core (docs: lambda-runtime-environment).
/// </summary>
internal sealed class Cgroup : IDisposable
{
    private const string Prefix = "localcloud-";
    private const double OneCore = 1769;

    /// <summary>
    /// What all functions weigh for each core, in processes: at a load of ten for each core, a start has more than a quarter of one.
    /// </summary>
    private const int Fair = 4;

    private const int Shares = 1024,
        Weight = 100;

    /// <summary>
    /// Microseconds. With the kernel's 100 ms, a short invocation after a pause would run through within what has been saved up.
    /// </summary>
    private const int Period = 20_000,
        LeastQuota = 1000;

    private static readonly string[] Unified = [Path.Combine("/sys/fs/cgroup", Own("0::"))];
    private static readonly bool IsUnified = File.Exists("/sys/fs/cgroup/cgroup.controllers");

    // The parent goes with the last environment and comes with the next
    private static readonly Lock Making = new();

    private readonly string[] _directories;
    private readonly string _cpu;
    private readonly double _part;
    private bool _started;

    private Cgroup(string[] directories, string cpu, double part) => (_directories, _cpu, _part) = (directories, cpu, part);

    private static string CpuRoot => IsUnified ? Unified[0] : "/sys/fs/cgroup/cpu";

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
                made.Add(MakeBelow(id, "cpu.weight", Weight));
                File.WriteAllText(Path.Combine(made[0], "memory.max"), bytes);
                Weigh(made[0], Math.Max(part, 1));
                if (quota)
                    File.WriteAllText(Path.Combine(made[0], "cpu.max"), $"{Text(Math.Max(part * Period, LeastQuota))} {Period}");
            }
            else
            {
                made.Add(Make("/sys/fs/cgroup/memory", Name(id)));
                File.WriteAllText(Path.Combine(made[0], "memory.limit_in_bytes"), bytes);
                made.Add(MakeBelow(id, "cpu.shares", Shares));
                Weigh(made[1], Math.Max(part, 1));
                if (quota)
                {
                    File.WriteAllText(Path.Combine(made[1], "cpu.cfs_period_us"), Text(Period));
                    File.WriteAllText(Path.Combine(made[1], "cpu.cfs_quota_us"), Text(Math.Max(part * Period, LeastQuota)));
                }
            }
            return new([.. made], made[^1], part);
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

    /// <summary>Its start is over: from now on it has the part that its memory gives it.</summary>
    public void Started()
    {
        if (_started)
            return;
        _started = true;
        try
        {
            Weigh(_cpu, _part);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is gone already
        }
    }

    public void Dispose()
    {
        foreach (var directory in _directories)
            Remove(directory);
        lock (Making)
            Remove(Parent());
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
                    {
                        foreach (var child in Directory.EnumerateDirectories(directory))
                            Remove(child);
                        Remove(directory);
                    }
    }

    private static string Text(double number) => ((long)number).ToString(CultureInfo.InvariantCulture);

    private static string Name(string id) => $"{Prefix}{Environment.ProcessId}-{id}";

    private static string Parent() => Path.Combine(CpuRoot, $"{Prefix}{Environment.ProcessId}");

    private static string Make(string parent, string name) => Directory.CreateDirectory(Path.Combine(parent, name)).FullName;

    private static string MakeBelow(string id, string file, int one)
    {
        lock (Making)
        {
            if (!Directory.Exists(Parent()))
            {
                var parent = Directory.CreateDirectory(Parent()).FullName;
                File.WriteAllText(
                    Path.Combine(parent, file),
                    Text(Math.Min(one * Fair * Environment.ProcessorCount, 10_000L * one / Weight))
                );
                // Version 2: what a group may set, its parent hands down
                if (IsUnified)
                    File.WriteAllText(Path.Combine(parent, "cgroup.subtree_control"), "+cpu +memory");
            }
            return Make(Parent(), Name(id));
        }
    }

    private static void Weigh(string directory, double part)
    {
        if (IsUnified)
            File.WriteAllText(Path.Combine(directory, "cpu.weight"), Text(Math.Clamp(part * Weight, 1, 10_000)));
        else
            File.WriteAllText(Path.Combine(directory, "cpu.shares"), Text(Math.Max(part * Shares, 2)));
    }

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
            return File.ReadLines("/proc/self/cgroup")
                .FirstOrDefault(l => l.StartsWith(prefix, StringComparison.Ordinal))
                ?[prefix.Length..].TrimStart('/')
                ?? "";
        }
        catch (IOException)
        {
            return "";
        }
    }
}
