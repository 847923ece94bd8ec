using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using LocalCloud.Aws.Lambda.Execution;

namespace Serverless.Bench.Invoke;

/// <summary>
/// How long a function of 128 MB takes to start on a machine that is busy with other things: in the group of functions, beside the share of
/// its memory alone (what a group of its own had before), and beside an idle machine.
/// </summary>
internal static class BusyStartBenchmark
{
    private const int MemorySize = 128,
        Runs = 5;

    /// <summary>About what a Node function with a client of the SDK does until it asks for its first event.</summary>
    private const string Work =
        "const m = require('node:module'); require('node:https'); require('node:http2'); let x = 0; for (let i = 0; i < 1.2e8; i++) "
        + "x += i % 7;";

    public static Command Create()
    {
        var load = new Option<int>("--load") { Description = "Processes that compute beside it", DefaultValueFactory = _ => 20 };
        var command = new Command("busy-start", "Starts of a function on a busy machine, with and without the functions' common group.")
        {
            load,
        };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(load), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(int load, CancellationToken cancellation)
    {
        if (Cgroup.WhyNoQuota() is { } reason)
        {
            await Console.Error.WriteLineAsync($"No control groups: {reason}");
            return 1;
        }
        var idle = await MedianAsync(null, cancellation);
        var busy = Enumerable
            .Range(0, load)
            .Select(_ => Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "while :; do :; done"]))!)
            .ToList();
        try
        {
            var alone = await MedianAsync(Alone, cancellation);
            var now = await MedianAsync(Together, cancellation);
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"""
                    Start of a function of {MemorySize} MB, medians of {Runs}, {Environment.ProcessorCount} cores, load average {Machine.LoadAverage}
                      no other process                          {idle.TotalSeconds:F2} s
                      {load} others, share of its memory alone       {alone.TotalSeconds:F2} s
                      {load} others, in the group of functions       {now.TotalSeconds:F2} s    {now / alone:F2}
                    """
                )
            );
            return 0;
        }
        finally
        {
            busy.ForEach(process => process.Kill());
        }
    }

    private static async Task<TimeSpan> MedianAsync(Func<(Action<int> Add, IDisposable Group)>? group, CancellationToken cancellation)
    {
        var times = new List<TimeSpan>();
        for (var i = 0; i < Runs; i++)
            times.Add(await StartAsync(group, cancellation));
        return times.Order().ElementAt(Runs / 2);
    }

    private static async Task<TimeSpan> StartAsync(Func<(Action<int> Add, IDisposable Group)>? make, CancellationToken cancellation)
    {
        using var process = Process.Start(
            new ProcessStartInfo("/bin/sh", ["-c", "read go && exec node -e \"$0\"", Work]) { RedirectStandardInput = true }
        )!;
        var group = make?.Invoke();
        group?.Add(process.Id);
        var began = Stopwatch.GetTimestamp();
        await process.StandardInput.WriteLineAsync("go");
        process.StandardInput.Close();
        await process.WaitForExitAsync(cancellation);
        var time = Stopwatch.GetElapsedTime(began);
        group?.Group.Dispose();
        return time;
    }

    private static (Action<int> Add, IDisposable Group) Together()
    {
        var group = Cgroup.TryCreate($"bench{Guid.NewGuid():N}", MemorySize)!;
        return (group.Add, group);
    }

    /// <summary>Beside every other process of the machine, with the part of a core that its memory means.</summary>
    private static (Action<int> Add, IDisposable Group) Alone()
    {
        var unified = File.Exists("/sys/fs/cgroup/cgroup.controllers");
        var directory = Directory
            .CreateDirectory(Path.Combine(unified ? "/sys/fs/cgroup" : "/sys/fs/cgroup/cpu", $"bench-{Guid.NewGuid():N}"))
            .FullName;
        File.WriteAllText(Path.Combine(directory, unified ? "cpu.weight" : "cpu.shares"), unified ? "7" : "74");
        return (pid => File.WriteAllText(Path.Combine(directory, "cgroup.procs"), $"{pid}"), new Removal(directory));
    }

    private sealed class Removal(string directory) : IDisposable
    {
        public void Dispose() => Directory.Delete(directory);
    }
}
