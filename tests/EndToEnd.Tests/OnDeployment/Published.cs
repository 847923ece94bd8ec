using EndToEnd.Tests.Infrastructure;
using EndToEnd.Tests.OnDeployment;

[assembly: AssemblyFixture(typeof(Published))]

namespace EndToEnd.Tests.OnDeployment;

/// <summary>The AppHost published once for all tests, by the command of the README.</summary>
public sealed class Published : IDisposable
{
    private static readonly string Directory = System.IO.Directory.CreateTempSubdirectory("end-to-end-dist-").FullName;

    private static readonly Lazy<Task<string>> Folder = new(PublishAsync);

    public static Task<string> FolderAsync() => Folder.Value;

    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);

    private static async Task<string> PublishAsync()
    {
        // MSBuild takes it from the environment: native code costs minutes here and changes no behaviour
        string[] command = [Repository.AppHost, "--operation", "publish", "--step", "publish", "--output-path", Directory];
        await Tool.RunAsync("dotnet", command, ("PublishReadyToRun", "false"));
        return Directory;
    }
}
