using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Serverless.Bench.Emulator;

/// <summary>The emulator published with native AOT, kept beside this program until the sources are newer.</summary>
internal static class NativeBuild
{
    public static async Task<string> GetAsync(CancellationToken cancellation)
    {
        var output = Path.Combine(AppContext.BaseDirectory, "aot");
        var file = Path.Combine(output, "LocalCloud.Aws");
        if (File.Exists(file) && File.GetLastWriteTimeUtc(file) >= File.GetLastWriteTimeUtc(Repository.Executable("LocalCloud.Aws.dll")))
            return file;
        Console.WriteLine("Publishing LocalCloud.Aws with native AOT. This takes some minutes.");
        using var publish = Process.Start(
            "dotnet",
            [
                "publish",
                Repository.Project("LocalCloud/Aws"),
                "-c",
                "Release",
                "-r",
                RuntimeInformation.RuntimeIdentifier,
                "-p:PublishAot=true",
                "-o",
                output,
                "-v",
                "quiet",
                "-nologo",
            ]
        );
        await publish.WaitForExitAsync(cancellation);
        return publish.ExitCode == 0 ? file : throw new InvalidOperationException("dotnet publish has failed.");
    }
}
