using System.Diagnostics;

namespace LocalCloud.Hosting.Run.Engines;

/// <summary>Builds a project and tells where its assembly is.</summary>
static class ProjectBuild
{
    // Projects share what they refer to: two builds at once would write the same files
    static readonly SemaphoreSlim One = new(1);

    /// <exception cref="RunStartException">The build failed; its output is in the message.</exception>
    public static async Task<string> TargetPathAsync(string project, CancellationToken cancellationToken)
    {
        if (!File.Exists(project)) throw new RunStartException($"The project file {project} is missing.");
        await One.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var (buildCode, output) = await RunAsync(["build", project, "-nologo", "-v:quiet", "-tl:off"], cancellationToken).ConfigureAwait(false);
            if (buildCode != 0) throw new RunStartException($"'dotnet build {project}' failed:\n{output.Trim()}");
            var (code, path) = await RunAsync(["msbuild", project, "-nologo", "-getProperty:TargetPath"], cancellationToken).ConfigureAwait(false);
            return code == 0 ? path.Trim() : throw new RunStartException($"MSBuild does not know the output of {project}:\n{path.Trim()}");
        }
        finally
        {
            One.Release();
        }
    }

    static async Task<(int Code, string Output)> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(DotNet.Path, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        AmbientEnvironment.Clean(start.Environment);
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
        try
        {
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
        return (process.ExitCode, await output.ConfigureAwait(false) + await error.ConfigureAwait(false));
    }
}
