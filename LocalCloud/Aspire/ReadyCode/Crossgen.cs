using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace LocalCloud.Aspire.ReadyCode;

/// <summary>The .NET SDK's compiler of native code: the package that <c>PublishReadyToRun</c> restores.</summary>
internal sealed class Crossgen(string program)
{
    private static readonly string Exe = OperatingSystem.IsWindows() ? ".exe" : "";
    private static readonly string Os =
        OperatingSystem.IsWindows() ? "win"
        : OperatingSystem.IsMacOS() ? "osx"
        : "linux";
    private static readonly string Architecture = RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant();
    private static readonly string Rid = $"{Os}-{Architecture}";

    // Of its own, whatever stands in the folders above
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net{0}.0</TargetFramework>
            <RuntimeIdentifier>{1}</RuntimeIdentifier>
            <PublishReadyToRun>true</PublishReadyToRun>
            <SelfContained>false</SelfContained>
            <ImportDirectoryBuildProps>false</ImportDirectoryBuildProps>
            <ImportDirectoryPackagesProps>false</ImportDirectoryPackagesProps>
          </PropertyGroup>
        </Project>
        """;

    /// <param name="directory">
    /// Where a project for the restore can lie; below the application, so that its package sources hold.
    /// </param>
    /// <returns>Null when it cannot be restored.</returns>
    public static async Task<Crossgen?> RestoreAsync(string directory, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(directory);
        var assets = Path.Combine(directory, "obj", "project.assets.json");
        if (Of(assets) is { } there)
            return there;
        var project = string.Format(CultureInfo.InvariantCulture, Project, Environment.Version.Major, Rid);
        await File.WriteAllTextAsync(Path.Combine(directory, "crossgen.csproj"), project, cancellationToken).ConfigureAwait(false);
        // Nothing of the SDK's stays behind to serve further builds
        string[] restore = ["restore", directory, "-nodeReuse:false", "-v:q"];
        return await RunAsync(Engines.EngineFiles.DotNet, restore, cancellationToken).ConfigureAwait(false) ? Of(assets) : null;
    }

    /// <summary>Compiles one assembly, beside everything else that the machine does.</summary>
    /// <param name="references">Directories of the assemblies that it was compiled against.</param>
    public Task<bool> CompileAsync(string assembly, string image, IEnumerable<string> references, CancellationToken cancellationToken)
    {
        var target = Os == "win" ? "windows" : Os;
        string[] args =
        [
            assembly,
            "-o",
            image,
            .. references.SelectMany(r => (string[])["-r", Path.Combine(r, "*.dll")]),
            "--targetos",
            target,
            "--targetarch",
            Architecture,
            "-O",
            "--parallelism",
            "1",
        ];
        return RunAsync(program, args, cancellationToken);
    }

    private static Crossgen? Of(string assets)
    {
        if (!File.Exists(assets) || JsonNode.Parse(File.ReadAllText(assets)) is not { } restored)
            return null;
        var name = $"Microsoft.NETCore.App.Crossgen2.{Rid}";
        var wanted = restored["project"]
            ?["frameworks"]?.AsObject()
            .SelectMany(f => f.Value?["downloadDependencies"]?.AsArray() ?? [])
            .FirstOrDefault(d => (string?)d?["name"] == name);
        var version = ((string?)wanted?["version"])?.Trim('[', ']').Split(',')[0];
        var folders = restored["packageFolders"]?.AsObject().Select(f => f.Key) ?? [];
        var program = folders
            .Select(f => Path.Combine(f, name.ToLowerInvariant(), version ?? "", "tools", $"crossgen2{Exe}"))
            .FirstOrDefault(File.Exists);
        return program is null ? null : new(program);
    }

    private static async Task<bool> RunAsync(string program, string[] args, CancellationToken cancellationToken)
    {
        var start = OperatingSystem.IsWindows()
            ? new ProcessStartInfo(program, args)
            : new ProcessStartInfo("nice", ["-n", "19", program, .. args]);
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        using var process = Process.Start(start)!;
        if (OperatingSystem.IsWindows())
            process.PriorityClass = ProcessPriorityClass.Idle;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            await Task.WhenAll(output, errors).ConfigureAwait(false);
            return process.ExitCode == 0;
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}
