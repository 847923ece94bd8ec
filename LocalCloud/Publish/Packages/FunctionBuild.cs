using System.Diagnostics;
using LocalCloud.Publish.Projects;

namespace LocalCloud.Publish.Packages;

/// <summary>Builds a project as Lambda runs it: with the .NET runtime inside and a <c>bootstrap</c>, for provided.al2023.</summary>
static class FunctionBuild
{
    /// <returns>Null when it has been built, else the build's errors.</returns>
    public static async Task<string?> RunAsync(ProjectFacts project, string output, PublishOptions options, Action<string> progress, CancellationToken cancellationToken)
    {
        var root = Root(project.FullPath);
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(project.FullPath)!,
            ArgumentList =
            {
                "publish", project.FullPath, "-c", "Release", "-r", options.RuntimeIdentifier, "--self-contained", "-o", output, "-nologo", "-tl:off", "-v:minimal",
                // The same sources are the same bytes, wherever they lie and whatever has been committed
                "-p:Deterministic=true", $"-p:PathMap={root.Replace(",", "%2C", StringComparison.Ordinal)}=/_/", "-p:IncludeSourceRevisionInInformationalVersion=false",
                "-p:DebugType=none", "-p:DebugSymbols=false", "-p:PublishDocumentationFiles=false", "-p:GenerateDocumentationFile=false", "-p:UseSharedCompilation=false", "-nodeReuse:false",
            },
        };
        Environments.Clean(start);
        var (exitCode, text, errors) = await Processes.RunAsync(start, progress, cancellationToken);
        if (exitCode != 0)
        {
            var faults = text.Split('\n').Where(l => l.Contains("error", StringComparison.OrdinalIgnoreCase)).Select(l => l.Trim()).Distinct().Take(10).ToList();
            return faults.Count > 0 ? string.Join('\n', faults) : (errors.Trim().Length > 0 ? errors : text).Trim();
        }
        var bootstrap = Path.Combine(output, "bootstrap");
        // A project that has a runtime API client of its own
        if (!File.Exists(bootstrap)) await File.WriteAllTextAsync(bootstrap, $"#!/bin/sh\nexec \"${{LAMBDA_TASK_ROOT:-.}}/{project.AssemblyName}\"\n", cancellationToken);
        return null;
    }

    // Where the solution is: what the project refers to lies there too
    static string Root(string project)
    {
        var directory = new DirectoryInfo(Path.GetDirectoryName(project)!);
        for (var at = directory; at is not null; at = at.Parent)
            if (Path.Exists(Path.Combine(at.FullName, ".git")) || at.EnumerateFiles("*.sln*").Any()) return $"{at.FullName}/";
        return $"{directory.Parent?.FullName ?? directory.FullName}/";
    }
}
