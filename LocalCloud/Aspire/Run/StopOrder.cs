using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.InteropServices;
using Aspire.Hosting.ApplicationModel;

namespace LocalCloud.Aspire.Run;

/// <summary>
/// DCP ends everything at once, waits six seconds for services that still talk to an engine which is gone, and stays for seconds
/// itself. At the end of the application this ends the services first, while their engines are there, and DCP last; and when the
/// AppHost is killed, a guard does it.
/// </summary>
internal sealed partial class StopOrder(ResourceNotificationService notifications) : IDisposable
{
    /// <summary>By which Aspire shows the process of a resource.</summary>
    public const string PidProperty = "executable.pid";

    private const int Terminate = 15,
        Kill = 9,
        Nothing = 0;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2),
        Step = TimeSpan.FromMilliseconds(10);
    private readonly ConcurrentDictionary<string, (int Pid, bool IsService)> _running = new();
    private readonly Guard _guard = new();
    private (int Controllers, int Server, string? Session) _dcp;

    public void Watch(CancellationToken stopping)
    {
        if (OperatingSystem.IsWindows())
            return;
        // What a monitor of DCP's for each process would do, at 20 MB each, this and the guard do
        Environment.SetEnvironmentVariable("DCP_DISABLE_MONITOR_PROCESS", "1");
        _ = Task.Run(() => FollowAsync(stopping), stopping);
        stopping.Register(() => End(_running.Values.Where(r => r.IsService).Select(r => r.Pid)));
    }

    private async Task FollowAsync(CancellationToken stopping)
    {
        await foreach (var change in notifications.WatchAsync(stopping).ConfigureAwait(false))
        {
            var pid = Pid(change.Snapshot);
            if (_running.TryGetValue(change.ResourceId, out var before) && before.Pid != pid)
            {
                _running.TryRemove(change.ResourceId, out _);
                _guard.Ended(before.Pid);
            }
            if (pid is not { } number || before.Pid == number)
                continue;
            _running[change.ResourceId] = (number, change.Resource is ProjectResource);
            _guard.Began(number);
            if (_dcp.Controllers == 0 && ParentOf(number) is { } parent && IsDcp(parent) && ParentOf(parent) is { } server && IsDcp(server))
                Found(parent, server);
        }
    }

    /// <summary>What DCP has not ended by now goes, and DCP with it.</summary>
    public void Dispose()
    {
        _guard.Dispose();
        if (OperatingSystem.IsWindows() || _dcp.Controllers == 0)
            return;
        // Of init, when somebody has killed DCP
        End(_running.Values.Select(r => r.Pid).Where(pid => ParentOf(pid) is { } parent && (parent == _dcp.Controllers || parent == 1)));
        // All of it: one that misses the other waits for it
        foreach (var pid in (int[])[.. ChildrenOf(_dcp.Controllers), _dcp.Controllers, _dcp.Server])
            _ = Send(pid, Kill);
        if (_dcp.Session is { } session && Directory.Exists(session))
            RunDirectory.Delete(session);
    }

    private void Found(int controllers, int server)
    {
        _dcp = (controllers, server, SessionOf(server));
        _guard.Dcp(controllers, server, _dcp.Session);
    }

    private static bool IsDcp(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/comm").Trim() == "dcp";
        }
        catch (IOException)
        {
            return false;
        }
    }

    // Made by Aspire for this run; with the connection to DCP and the output of everything
    private static string? SessionOf(int server)
    {
        if (!File.Exists($"/proc/{server}/cmdline"))
            return null;
        var arguments = File.ReadAllText($"/proc/{server}/cmdline").Split('\0');
        var config =
            Array.IndexOf(arguments, "--kubeconfig") is > 0 and var at && at + 1 < arguments.Length
                ? Path.GetDirectoryName(arguments[at + 1])
                : null;
        return config is not null && Path.GetFileName(config).StartsWith("aspire-dcp", StringComparison.Ordinal) ? config : null;
    }

    private static IEnumerable<int> ChildrenOf(int parent) =>
        Directory
            .EnumerateDirectories("/proc")
            .Select(d => int.TryParse(Path.GetFileName(d), CultureInfo.InvariantCulture, out var pid) ? pid : 0)
            .Where(pid => pid > 0 && ParentOf(pid) == parent)
            .ToList();

    private static int? ParentOf(int pid)
    {
        try
        {
            // "pid (command) state ppid": the command may hold anything
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static int? Pid(CustomResourceSnapshot snapshot) =>
        snapshot.State?.Text == KnownResourceStates.Running
        && snapshot.Properties.FirstOrDefault(p => p.Name == PidProperty)?.Value is { } pid
            ? int.Parse(string.Create(CultureInfo.InvariantCulture, $"{pid}"), CultureInfo.InvariantCulture)
            : null;

    private static void End(IEnumerable<int> pids)
    {
        var left = pids.Where(pid => Send(pid, Terminate) == 0).ToList();
        var began = TimeProvider.System.GetTimestamp();
        // The system tells a parent alone that a process has ended, and these have another one
        using var nothing = new ManualResetEventSlim();
        while (
            left.RemoveAll(pid => Send(pid, Nothing) != 0) >= 0 && left.Count > 0 && TimeProvider.System.GetElapsedTime(began) < Patience
        )
            nothing.Wait(Step);
        foreach (var pid in left)
            _ = Send(pid, Kill);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Send(int pid, int signal);
}
