namespace Serverless.Bench.Startup;

/// <summary>A working tree of this repository.</summary>
internal sealed record SourceTree(string Directory)
{
    // What dotnet run starts
    private const string Output = "bin/Debug/net10.0";

    public static SourceTree Own { get; } = new(Repository.Project("."));

    /// <summary>As dotnet run would start it.</summary>
    public string Assembly(string project) => Path.Combine(Directory, project, Output, $"{project}.dll");

    /// <summary>Nothing of the SDK's stays in memory after it.</summary>
    public Task BuildAsync(CancellationToken cancellation)
    {
        string[] arguments = ["build", "AppHost", "-v", "quiet", "-nologo", "-nodeReuse:false", "-p:UseSharedCompilation=false"];
        return Shell.RunAsync(Directory, "dotnet", arguments, cancellation);
    }
}
