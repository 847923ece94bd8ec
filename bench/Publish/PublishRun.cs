using System.Diagnostics;
using Serverless.Bench.Startup;

namespace Serverless.Bench.Publish;

/// <param name="Time">Of the command; its own program was built before.</param>
/// <param name="Megabytes">By the package's name, of 1,048,576 bytes.</param>
internal sealed record PublishRun(TimeSpan Time, IReadOnlyDictionary<string, double> Megabytes)
{
    public static async Task<PublishRun> MeasureAsync(string commit, CancellationToken cancellation)
    {
        await using var tree = await Worktree.AddAsync(commit, cancellation);
        var root = tree.Source.Directory;
        var (output, manifest) = (Path.Combine(root, "dist"), Path.Combine(root, "AppHost", "aspire-manifest.json"));
        await Shell.RunAsync(root, "dotnet", ["build", "Cli", "-v", "quiet", "-nologo"], cancellation);
        await Shell.RunAsync(
            root,
            "dotnet",
            [Repository.AppHostAssembly, "--operation", "publish", "--publisher", "manifest", "--output-path", manifest],
            cancellation
        );

        // Absolute, or relative to where it was written: the services are this tree's
        await File.WriteAllTextAsync(manifest, Moved(await File.ReadAllTextAsync(manifest, cancellation), manifest), cancellation);
        var began = Stopwatch.GetTimestamp();
        string[] command =
        [
            Path.Combine(root, "Cli", "bin", "Debug", "net10.0", "serverless.dll"),
            "publish",
            manifest,
            "--output",
            output,
        ];
        await Shell.RunAsync(root, "dotnet", command, cancellation);
        var time = Stopwatch.GetElapsedTime(began);
        return new(
            time,
            Directory
                .EnumerateFiles(output, "*.zip")
                .Order(StringComparer.Ordinal)
                .ToDictionary(zip => Path.GetFileName(zip), zip => new FileInfo(zip).Length / 1024d / 1024d)
        );
    }

    private static string Moved(string manifest, string file)
    {
        var own = Path.GetRelativePath(Path.GetDirectoryName(file)!, SourceTree.Own.Directory);
        return manifest.Replace($"\"{own}/", "\"../", StringComparison.Ordinal);
    }
}
