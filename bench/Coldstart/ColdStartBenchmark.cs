using System.CommandLine;
using Spectre.Console;

namespace Serverless.Bench.Coldstart;

/// <summary>
/// Cold starts of the same function, compiled in different ways: the real package, the real bootstrap, real events. Each row's ratios are
/// to the JIT build of its function.
/// </summary>
internal static class ColdStartBenchmark
{
    private static readonly Option<int> Runs = new("--runs")
    {
        Description = "Cold starts of each package; the median counts",
        DefaultValueFactory = _ => 10,
    };
    private static readonly Option<string?> Output = new("--output")
    {
        Description = "Where packages are kept, and taken from when they are there already; by default they are thrown away",
    };

    // "JIT" are our own assemblies and those libraries that come without native code. Without "with .NET" the package is for dotnet10.
    private static readonly (string Function, string Project, string Build, string[] Properties)[] Builds =
    [
        ("api", "Api", "JIT", ["-p:PublishReadyToRun=false", "-p:TrimPackage=false"]),
        ("api", "Api", "ReadyToRun", ["-p:TrimPackage=false"]),
        ("api", "Api", "ReadyToRun trimmed", []),
        ("api", "Api", "ReadyToRun trimmed with .NET", ["--self-contained"]),
        ("without EF Core", "bench/Coldstart/Function", "JIT", ["-p:PublishReadyToRun=false"]),
        ("without EF Core", "bench/Coldstart/Function", "ReadyToRun trimmed", ["-p:TrimPackage=true"]),
        ("without EF Core", "bench/Coldstart/Function", "ReadyToRun trimmed with .NET", ["-p:TrimPackage=true", "--self-contained"]),
        ("without EF Core", "bench/Coldstart/Function", "AOT", ["-p:Aot=true"]),
    ];

    public static Command Create()
    {
        var command = new Command("coldstart", "Init, first responses, memory and size of functions: JIT, ReadyToRun and AOT.")
        {
            Runs,
            Output,
        };
        command.SetAction((arguments, cancellation) => RunAsync(arguments.GetValue(Runs), arguments.GetValue(Output), cancellation));
        return command;
    }

    private static async Task RunAsync(int runs, string? output, CancellationToken cancellation)
    {
        var directory = output is null
            ? Directory.CreateTempSubdirectory("bench-coldstart-").FullName
            : Directory.CreateDirectory(output).FullName;
        try
        {
            var packages = new List<Package>();
            foreach (var (function, project, build, properties) in Builds)
            {
                AnsiConsole.MarkupLineInterpolated($"[grey]Publishing {function}, {build}[/]");
                packages.Add(await Package.PublishAsync(function, Repository.File(project), build, properties, directory, cancellation));
            }

            // Round by round, so that what else the machine does meets all of them.
            var starts = packages.ToDictionary(package => package, _ => new List<ColdStart>());
            for (var run = 0; run < runs + 1; run++)
            {
                foreach (var package in packages)
                {
                    var start = await ColdStart.MeasureAsync(package, cancellation);

                    // The first start reads the files from the disk.
                    if (run > 0)
                        starts[package].Add(start);
                }
            }
            Print(runs, packages, starts);
        }
        finally
        {
            if (output is null)
                Directory.Delete(directory, recursive: true);
        }
    }

    private static void Print(int runs, List<Package> packages, Dictionary<Package, List<ColdStart>> starts)
    {
        var table = new Table()
            .RoundedBorder()
            .Title(
                $"{Environment.ProcessorCount} cores, load {Machine.LoadAverage}, medians of {runs} cold starts; in brackets: to "
                    + "the JIT build"
            )
            .AddColumns("function", "build", "init", "first response", "first 400", "warm", "init + first", "memory", "unpacked", "zip");
        foreach (var package in packages)
        {
            var floor = starts[packages.First(other => other.Function == package.Function)];
            var own = starts[package];
            table.AddRow(
                package.Function,
                package.Build,
                Compare(start => start.Init),
                Milliseconds(own, start => start.First),
                Milliseconds(own, start => start.Second),
                Milliseconds(own, start => start.Warm),
                Compare(start => start.Init + start.First),
                $"{Median(own, start => start.Megabytes):0} MB "
                    + $"({Median(own, start => start.Megabytes) / Median(floor, start => start.Megabytes):0.00})",
                $"{package.Megabytes:0} MB",
                $"{package.ZipMegabytes:0.0} MB"
            );

            string Compare(Func<ColdStart, TimeSpan> time) =>
                $"{Milliseconds(own, time)} "
                + $"({Median(own, start => time(start).TotalMilliseconds) / Median(floor, start => time(start).TotalMilliseconds):0.00})";
        }

        // Also into a file, where a console would be 80 wide.
        AnsiConsole.Profile.Width = Math.Max(AnsiConsole.Profile.Width, 150);
        AnsiConsole.Write(table);
    }

    private static string Milliseconds(List<ColdStart> starts, Func<ColdStart, TimeSpan> time)
    {
        var median = Median(starts, start => time(start).TotalMilliseconds);
        return median < 10 ? $"{median:0.0} ms" : $"{median:0} ms";
    }

    private static double Median(List<ColdStart> starts, Func<ColdStart, double> value) =>
        starts.Select(value).Order().ElementAt(starts.Count / 2);
}
