using System.Diagnostics;
using System.IO.Compression;
using EndToEnd.Tests.Infrastructure;

namespace EndToEnd.Tests.OnFunctions;

/// <summary>
/// The three services as packages for the managed runtime: what has been built for this test run, published without the .NET runtime, in
/// seconds. Those that bring it along, ReadyToRun, are what `serverless publish` makes.
/// </summary>
internal static class Packages
{
    public static readonly string[] Services = ["Api", "ReportWorker", "EventRouter"];

    /// <summary>Writes SERVICE.zip of each into the directory.</summary>
    public static Task WriteAsync(string directory) => Task.WhenAll(Services.Select(service => WriteAsync(service, directory)));

    private static async Task WriteAsync(string service, string directory)
    {
        var published = Path.Combine(directory, service);
        string[] how = ["--no-build", "-c", Repository.Configuration, "-o", published, "-v", "quiet", "-nologo"];
        var start = new ProcessStartInfo("dotnet", ["publish", Path.Combine(Repository.Root, service), .. how])
        {
            RedirectStandardOutput = true,
        };
        using var publish = Process.Start(start)!;
        var output = await publish.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await publish.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(publish.ExitCode == 0, $"{service} cannot be published: {output}");
        await ZipFile.CreateFromDirectoryAsync(
            published,
            $"{published}.zip",
            CompressionLevel.Fastest,
            includeBaseDirectory: false,
            TestContext.Current.CancellationToken
        );
    }
}
