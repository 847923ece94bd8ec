using EndToEnd.Tests.OnDeployment;

[assembly: AssemblyFixture(typeof(Published))]

namespace EndToEnd.Tests.OnDeployment;

/// <summary>The AppHost published once for all tests, by the command of the README.</summary>
public sealed class Published : IDisposable
{
    static readonly string Directory = System.IO.Directory.CreateTempSubdirectory("end-to-end-dist-").FullName;

    static readonly Lazy<Task<string>> Folder = new(PublishAsync);

    public static Task<string> FolderAsync() => Folder.Value;

    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);

    static async Task<string> PublishAsync()
    {
        var configuration = Path.GetFileName(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)))!;
        var host = Path.Combine(Tool.Root, "AppHost", "bin", configuration, "net10.0", "AppHost.dll");
        // MSBuild takes it from the environment: native code costs minutes here and changes no behaviour
        await Tool.RunAsync("dotnet", [host, "--operation", "publish", "--output-path", Directory], ("PublishReadyToRun", "false"));
        return Directory;
    }
}
