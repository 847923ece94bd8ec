using System.Diagnostics;
using System.Text;

namespace LocalCloud.Publish.Projects;

internal static class Processes
{
    /// <summary>Runs it to its end; a cancelled one is killed with all that it has started.</summary>
    /// <param name="line">Gets each line of its output as it comes.</param>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(
        ProcessStartInfo start,
        Action<string>? line,
        CancellationToken cancellationToken
    )
    {
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        var output = new StringBuilder();
        try
        {
            while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } text)
            {
                output.AppendLine(text);
                line?.Invoke(text);
            }
            await process.WaitForExitAsync(cancellationToken);
            return (process.ExitCode, output.ToString(), await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}

internal static class Environments
{
    /// <summary>
    /// Without what a build that this process is part of has set: MSBuild would take its own paths, and CI's settings would make other
    /// packages than a developer's.
    /// </summary>
    public static void Clean(ProcessStartInfo start)
    {
        foreach (
            var name in start
                .Environment.Keys.Where(k =>
                    k.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || k is "CI" or "Configuration" or "Platform"
                )
                .ToList()
        )
            start.Environment.Remove(name);
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        // A node that stays would keep the pipes of this process open
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
    }
}
