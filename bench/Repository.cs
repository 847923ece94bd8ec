namespace Serverless.Bench;

internal static class Repository
{
    private static readonly string Root = Find();

    // As this program was built: bench/bin/CONFIGURATION/net10.0
    private static readonly string Output = Path.Combine(
        new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name,
        new DirectoryInfo(AppContext.BaseDirectory).Name
    );

    public static string AppHostProject => Path.Combine(Root, "AppHost", "AppHost.csproj");

    public static string AppHostAssembly => Assembly("AppHost");

    /// <summary>Of the sources.</summary>
    public static string File(string path) => Path.Combine(Root, path);

    public static string Assembly(string project) => Path.Combine(Root, project, "bin", Output, $"{project}.dll");

    /// <summary>What was built together with this program.</summary>
    public static string Executable(string name) =>
        Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? $"{name}.exe" : name);

    public static string Project(string folder) => Path.Combine(Root, folder);

    private static string Find()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (System.IO.File.Exists(Path.Combine(directory.FullName, "Serverless.Aspire.sln")))
                return directory.FullName;
        }
        throw new InvalidOperationException($"{AppContext.BaseDirectory} is not inside the repository.");
    }
}
