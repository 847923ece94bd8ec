namespace LocalCloud.Hosting.Run.Engines;

/// <summary>The <c>dotnet</c> that runs this process, else the one on PATH.</summary>
static class DotNet
{
    static readonly string Exe = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";

    public static string Path { get; } = Candidates().FirstOrDefault(File.Exists) ?? Exe;

    static IEnumerable<string> Candidates()
    {
        if (Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host) yield return host;
        if (Environment.ProcessPath is { } self && System.IO.Path.GetFileName(self) == Exe) yield return self;
        // shared/Microsoft.NETCore.App/VERSION/ is three folders below it
        yield return System.IO.Path.GetFullPath(System.IO.Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", Exe));
    }
}
