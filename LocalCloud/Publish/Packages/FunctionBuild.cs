using System.Diagnostics;
using System.Security;
using LocalCloud.Publish.Projects;

namespace LocalCloud.Publish.Packages;

/// <summary>A project, and the folder that its package is made of.</summary>
internal sealed record FunctionProject(ProjectFacts Facts, string Files);

/// <summary>
/// Builds projects as Lambda runs them, all that lie in one solution in one run of MSBuild: what they share is compiled once, and the rest
/// side by side.
/// </summary>
internal static class FunctionBuild
{
    /// <param name="scratch">For the files that tell MSBuild what to do.</param>
    /// <returns>Null when all have been built, else the build's errors.</returns>
    public static async Task<string?> RunAsync(
        IReadOnlyList<FunctionProject> projects,
        string scratch,
        PublishOptions options,
        Action<string> progress,
        CancellationToken cancellationToken
    )
    {
        foreach (var solution in projects.GroupBy(project => Root(project.Facts.FullPath)))
        {
            var start = Start(solution.Key, [.. solution], scratch, options);
            var (exitCode, text, errors) = await Processes.RunAsync(start, progress, cancellationToken);
            if (exitCode != 0)
                return Faults(text, errors);
        }

        foreach (var project in projects)
            await BootstrapAsync(project, cancellationToken);
        return null;
    }

    private static ProcessStartInfo Start(string root, FunctionProject[] projects, string scratch, PublishOptions options)
    {
        var (settings, run) = (Path.Combine(scratch, "package.props"), Path.Combine(scratch, "packages.proj"));
        File.WriteAllText(settings, Settings(projects, How));
        File.WriteAllText(run, Run(projects));
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // Where its global.json counts
            WorkingDirectory = Path.GetDirectoryName(projects[0].Facts.FullPath)!,
            ArgumentList =
            {
                "msbuild",
                run,
                "-nologo",
                "-tl:off",
                "-v:minimal",
                "-m",
                "-nodeReuse:false",
                "-p:Configuration=Release",
                $"-p:RuntimeIdentifier={options.RuntimeIdentifier}",
                "-p:_IsPublishing=true",
                $"-p:CustomAfterDirectoryBuildProps={settings}",
                // The same sources are the same bytes, wherever they lie and whatever has been committed
                "-p:Deterministic=true",
                $"-p:PathMap={root.Replace(",", "%2C", StringComparison.Ordinal)}=/_/",
                "-p:IncludeSourceRevisionInInformationalVersion=false",
                "-p:DebugType=none",
                "-p:DebugSymbols=false",
                "-p:PublishDocumentationFiles=false",
                "-p:GenerateDocumentationFile=false",
                "-p:UseSharedCompilation=false",
                "-p:RunAnalyzers=false",
            },
        };
        Environments.Clean(start);
        return start;
    }

    /// <summary>
    /// What differs between the projects. Told by a file and not by properties: those would reach what they share, and divide it.
    /// </summary>
    public static string Settings(IReadOnlyList<FunctionProject> projects, Func<ProjectFacts, string> how) =>
        $"""
        <Project>
        {string.Join('\n', projects.Select(project => $"""
          <PropertyGroup Condition="'$(MSBuildProjectFullPath)' == '{SecurityElement.Escape(project.Facts.FullPath)}'">
            <PublishDir>{SecurityElement.Escape(project.Files)}{Path.DirectorySeparatorChar}</PublishDir>
            {how(project.Facts)}
          </PropertyGroup>
        """))}
        </Project>
        """;

    private static string How(ProjectFacts project) =>
        project switch
        {
            { IsManaged: true } => "<UseAppHost>false</UseAppHost><PublishReadyToRun>true</PublishReadyToRun>",
            { Build: ProjectFacts.Native } => "",
            _ => "<SelfContained>true</SelfContained><PublishReadyToRun>true</PublishReadyToRun>",
        };

    /// <summary>An MSBuild project that publishes them.</summary>
    public static string Run(IReadOnlyList<FunctionProject> projects) =>
        $"""
            <Project DefaultTargets="Publish">
              <ItemGroup>
            {string.Join(
                '\n',
                projects.Select(project => $"""    <Function Include="{SecurityElement.Escape(project.Facts.FullPath)}" />""")
            )}
              </ItemGroup>
              <!-- One after the other: they write into the folders of the projects that they share -->
              <Target Name="Restore">
                <MSBuild Projects="@(Function)" Targets="Restore" Properties="MSBuildRestoreSessionId=$([System.Guid]::NewGuid())" />
              </Target>
              <Target Name="Publish" DependsOnTargets="Restore">
                <MSBuild Projects="@(Function)" Targets="Publish" BuildInParallel="true" />
              </Target>
            </Project>
            """;

    /// <summary>What a build says of its errors, at most ten lines.</summary>
    public static string Faults(string text, string errors)
    {
        var faults = text.Split('\n')
            .Where(l => l.Contains("error", StringComparison.OrdinalIgnoreCase))
            .Select(l => l.Trim())
            .Distinct()
            .Take(10)
            .ToList();
        return faults.Count > 0 ? string.Join('\n', faults) : (errors.Trim().Length > 0 ? errors : text).Trim();
    }

    // What provided.al2023 starts, for a project that has a runtime API client of its own
    private static async Task BootstrapAsync(FunctionProject project, CancellationToken cancellationToken)
    {
        var bootstrap = Path.Combine(project.Files, "bootstrap");
        if (!project.Facts.IsManaged && !File.Exists(bootstrap))
        {
            var line = $"#!/bin/sh\nexec \"${{LAMBDA_TASK_ROOT:-.}}/{project.Facts.AssemblyName}\"\n";
            await File.WriteAllTextAsync(bootstrap, line, cancellationToken);
        }
    }

    // Where the solution is: what the project refers to lies there too
    private static string Root(string project)
    {
        var directory = new DirectoryInfo(Path.GetDirectoryName(project)!);
        for (var at = directory; at is not null; at = at.Parent)
            if (Path.Exists(Path.Combine(at.FullName, ".git")) || at.EnumerateFiles("*.sln*").Any())
                return $"{at.FullName}/";
        return $"{directory.Parent?.FullName ?? directory.FullName}/";
    }
}
