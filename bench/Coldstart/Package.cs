using System.Diagnostics;
using System.IO.Compression;

namespace Serverless.Bench.Coldstart;

/// <summary>A function as it would be uploaded.</summary>
/// <param name="Megabytes">Unpacked; Lambda takes 250.</param>
/// <param name="ZipMegabytes">As it is uploaded; 50 directly, more through S3.</param>
internal sealed record Package(string Function, string Build, string Directory, double Megabytes, double ZipMegabytes)
{
    /// <summary>As Lambda's runtime does it: its bootstrap, or on the machine's .NET (dotnet10) its assembly.</summary>
    public (string Program, string[] Arguments) Start
    {
        get
        {
            var bootstrap = Path.Combine(Directory, "bootstrap");
            const string Settings = ".runtimeconfig.json";
            return File.Exists(bootstrap)
                ? (bootstrap, [])
                : (
                    "dotnet",
                    [
                        System
                            .IO.Directory.EnumerateFiles(Directory, $"*{Settings}")
                            .Single()
                            .Replace(Settings, ".dll", StringComparison.Ordinal),
                    ]
                );
        }
    }

    public static async Task<Package> PublishAsync(
        string function,
        string project,
        string build,
        string[] properties,
        string root,
        CancellationToken cancellation
    )
    {
        var directory = Path.Combine(root, $"{function}-{build}".Replace(' ', '-'));
        var zip = directory + ".zip";
        if (!File.Exists(zip))
        {
            await PublishAsync(project, properties, directory, cancellation);
            await ZipFile.CreateFromDirectoryAsync(
                directory,
                zip,
                CompressionLevel.SmallestSize,
                includeBaseDirectory: false,
                cancellation
            );
        }
        var size = new DirectoryInfo(directory).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
        return new Package(function, build, directory, ToMegabytes(size), ToMegabytes(new FileInfo(zip).Length));
    }

    private static async Task PublishAsync(string project, string[] properties, string directory, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            ["publish", project, "-c", "Release", "-r", "linux-x64", "-o", directory, "-v", "quiet", "-nologo", .. properties]
        )
        {
            RedirectStandardOutput = true,
        };
        using var publish = Process.Start(start)!;
        var output = await publish.StandardOutput.ReadToEndAsync(cancellation);
        await publish.WaitForExitAsync(cancellation);
        if (publish.ExitCode != 0)
            throw new InvalidOperationException($"{project} cannot be published with {string.Join(' ', properties)}:\n{output}");
        foreach (var symbols in System.IO.Directory.EnumerateFiles(directory, "*.dbg"))
            File.Delete(symbols);
    }

    private static double ToMegabytes(long bytes) => bytes / 1024d / 1024d;
}
