using System.CommandLine;
using Serverless.Bench.Startup;
using Spectre.Console;

namespace Serverless.Bench.Storm;

/// <summary>
/// The application under payments, while its parts are killed, frozen and left without a disk; then an oracle that compares what was
/// acknowledged with what is there. It fails when anything was lost, or doubled that must not be.
/// </summary>
internal static class StormBenchmark
{
    private static readonly Option<int> Payments = new("--payments")
    {
        Description = "Each is delivered one to five times",
        DefaultValueFactory = _ => 1000,
    };

    private static readonly Option<int?> Disturbances = new("--disturbances")
    {
        Description = "Kills, outages, full disks (one for 50 payments)",
    };

    private static readonly Option<int> Seed = new("--seed")
    {
        Description = "Of what is sent and what is disturbed",
        DefaultValueFactory = _ => 1,
    };

    private static readonly Option<int> Callers = new("--callers")
    {
        Description = "Payments under way at a time",
        DefaultValueFactory = _ => 16,
    };

    private static readonly Option<int?> DiskSize = new("--disk")
    {
        Description = "MB of a disk in memory for the data, which is filled now and then; needs root. Without it no disk is filled",
    };

    public static Command Create()
    {
        var command = new Command("storm", "Payments while parts are killed, frozen and without a disk; then everything is compared.")
        {
            Payments,
            Disturbances,
            Seed,
            Callers,
            DiskSize,
        };
        BeforeOptions.NeedLinux(command);
        command.SetAction(
            (arguments, cancellation) =>
            {
                var payments = arguments.GetValue(Payments);
                return RunAsync(
                    new(
                        payments,
                        arguments.GetValue(Disturbances) ?? payments / 50,
                        arguments.GetValue(Seed),
                        arguments.GetValue(DiskSize),
                        arguments.GetValue(Callers)
                    ),
                    cancellation
                );
            }
        );
        return command;
    }

    private static async Task<int> RunAsync(StormOptions options, CancellationToken cancellation)
    {
        var root = Directory.CreateTempSubdirectory("bench-storm-").FullName;
        try
        {
            var disk = options.DiskMegabytes is { } size ? await Disk.MountAsync(Path.Combine(root, "disk"), size, cancellation) : null;
            using (disk)
            {
                if (disk is null && options.DiskMegabytes is not null)
                    AnsiConsole.MarkupLine("[yellow]No disk of its own could be mounted (only root can): none is filled.[/]");
                return await RunAsync(options, disk, Path.Combine(disk?.Directory ?? root, "data"), cancellation);
            }
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static async Task<int> RunAsync(StormOptions options, Disk? disk, string data, CancellationToken cancellation)
    {
        await using var site = new Site(data);
        await site.StartAsync(cancellation);
        using var traffic = new Traffic(site, options);
        using var disturber = new Disturber(site, options, disk, cancellation);
        var memory = new MemoryGrowth(site, traffic);
        var storm = new Storm(options, traffic, disturber, memory);
        var took = await storm.RunAsync(cancellation);
        using var oracle = new Oracle(site, traffic, cancellation);
        var (rest, left) = await oracle.RestAsync();
        var findings = await oracle.CompareAsync();
        var isGood = StormReport.Print(options, traffic, disturber, memory, took, rest, left, findings);
        await site.StopAsync(cancellation);
        return isGood ? 0 : 1;
    }
}
