using System.Diagnostics;
using System.Security;
using System.Text.Json;
using LocalCloud.Publish.Projects;

namespace LocalCloud.Publish.Packages;

/// <summary>
/// Builds functions so that an edit runs soon: Debug, not trimmed and not compiled ahead, for the .NET of this machine, in a folder of its
/// own, where MSBuild finds what has not changed. The processes of a running system keep their files.
/// </summary>
/// <param name="folder">Absolute; kept from one use to the next.</param>
/// <param name="options">Those of the publish.</param>
internal sealed class DevelopmentBuild(string folder, PublishOptions options)
{
    private bool _restored;

    /// <summary>A package's files will be there.</summary>
    public string FilesOf(string project) => Path.Combine(folder, "packages", project);

    /// <param name="projects">With <see cref="FilesOf"/> as their folders.</param>
    /// <param name="restore">References may have changed.</param>
    /// <returns>null when all have been built, else the build's errors.</returns>
    public async Task<string?> RunAsync(IReadOnlyList<FunctionProject> projects, bool restore, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var (exitCode, text, errors) = await Processes.RunAsync(Start(projects, restore || !_restored), null, cancellationToken);
        if (exitCode != 0)
            return FunctionBuild.Faults(text, errors);
        _restored = true;
        foreach (var project in projects)
            await BootstrapAsync(project, cancellationToken);
        return null;
    }

    private ProcessStartInfo Start(IReadOnlyList<FunctionProject> projects, bool restore)
    {
        var (settings, run) = (Path.Combine(folder, "package.props"), Path.Combine(folder, "packages.proj"));
        WriteIfOther(
            settings,
            FunctionBuild
                .Settings(projects, _ => "<UseAppHost>false</UseAppHost>")
                .Replace("</Project>", Elsewhere + "\n</Project>", StringComparison.Ordinal)
        );
        // Without its Restore where nothing can have changed of that: it takes seconds
        var script = FunctionBuild.Run(projects);
        WriteIfOther(run, restore ? script : script.Replace(" DependsOnTargets=\"Restore\"", "", StringComparison.Ordinal));
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(projects[0].Facts.FullPath)!,
            ArgumentList =
            {
                "msbuild",
                run,
                "-nologo",
                "-tl:off",
                "-v:minimal",
                restore ? "-m" : "-m:1",
                "-nodeReuse:false",
                "-p:Configuration=Debug",
                $"-p:RuntimeIdentifier={options.RuntimeIdentifier}",
                "-p:SelfContained=false",
                $"-p:CustomAfterDirectoryBuildProps={settings}",
                "-p:PublishAot=false",
                "-p:PublishTrimmed=false",
                "-p:TrimPackage=false",
                "-p:PublishReadyToRun=false",
                "-p:GenerateDocumentationFile=false",
                "-p:RunAnalyzers=false",
                "-p:UseSharedCompilation=false",
            },
        };
        Environments.Clean(start);
        return start;
    }

    // Of every project; without them, what is in its own obj would be taken for sources
    private string Elsewhere =>
        $"""
              <PropertyGroup>
                <BaseIntermediateOutputPath>{SecurityElement.Escape(folder)}/obj/$(MSBuildProjectName)/</BaseIntermediateOutputPath>
                <BaseOutputPath>{SecurityElement.Escape(folder)}/bin/$(MSBuildProjectName)/</BaseOutputPath>
                <DefaultItemExcludes>$(DefaultItemExcludes);bin/**;obj/**</DefaultItemExcludes>
              </PropertyGroup>
            """;

    /// <summary>The folders of a project and of all that it refers to, as its restore has noted them.</summary>
    public IReadOnlyList<string> SourcesOf(ProjectFacts project)
    {
        var directory = Path.GetDirectoryName(project.FullPath)!;
        var assets = Path.Combine(folder, "obj", Path.GetFileNameWithoutExtension(project.FullPath), "project.assets.json");
        using var json = JsonDocument.Parse(File.ReadAllBytes(assets));
        return
        [
            directory,
            .. json
                .RootElement.GetProperty("libraries")
                .EnumerateObject()
                .Where(l => l.Value.TryGetProperty("msbuildProject", out _))
                .Select(l =>
                    Path.GetDirectoryName(Path.GetFullPath(Path.Combine(directory, l.Value.GetProperty("msbuildProject").GetString()!)))!
                ),
        ];
    }

    // A native program would be started as it is; this one needs its host
    private static Task BootstrapAsync(FunctionProject project, CancellationToken cancellationToken) =>
        project.Facts.IsManaged
            ? Task.CompletedTask
            : File.WriteAllTextAsync(
                Path.Combine(project.Files, "bootstrap"),
                $"#!/bin/sh\nexec dotnet \"${{LAMBDA_TASK_ROOT:-.}}/{project.Facts.AssemblyName}.dll\"\n",
                cancellationToken
            );

    // MSBuild builds anew what depends on a file that is newer
    private static void WriteIfOther(string file, string text)
    {
        if (!File.Exists(file) || File.ReadAllText(file) != text)
            File.WriteAllText(file, text);
    }
}
