using System.CommandLine;
using Serverless.Bench.Startup;

namespace Serverless.Bench.Load;

/// <summary>The emulator as another commit has it, built in Release, for as long as it is measured beside this one.</summary>
internal sealed class BeforeBuild : IAsyncDisposable
{
    private readonly Worktree _tree;

    private BeforeBuild(Worktree tree) => _tree = tree;

    public static Option<string?> Option { get; } =
        new("--before") { Description = "A commit whose emulator is built and measured in turns with this one" };

    public string Executable => Path.Combine(Output, OperatingSystem.IsWindows() ? "LocalCloud.Aws.exe" : "LocalCloud.Aws");

    public string Assembly => Path.Combine(Output, "LocalCloud.Aws.dll");

    private string Output => Path.Combine(_tree.Source.Directory, "LocalCloud", "Aws", "bin", "Release", "net10.0");

    /// <returns>Null without a commit.</returns>
    public static async Task<BeforeBuild?> MakeAsync(string? commit, CancellationToken cancellation)
    {
        if (commit is null)
            return null;
        var build = new BeforeBuild(await Worktree.AddAsync(commit, cancellation));
        try
        {
            // What a release is checked for has been checked then
            string[] arguments =
            [
                "build",
                "LocalCloud/Aws",
                "-c",
                "Release",
                "-v",
                "quiet",
                "-nologo",
                "-p:RunAnalyzers=false",
                "-p:IsAotCompatible=false",
            ];
            await Shell.RunAsync(build._tree.Source.Directory, "dotnet", arguments, cancellation);
            return build;
        }
        catch
        {
            await build.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _tree.DisposeAsync();
}
