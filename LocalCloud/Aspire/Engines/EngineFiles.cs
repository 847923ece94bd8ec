using System.Reflection;
using System.Runtime.InteropServices;
using LocalCloud.Aspire.Run;

namespace LocalCloud.Aspire.Engines;

/// <summary>
/// Where the engines are: PostgreSQL, LocalCloud's servers, and the runtime that runs them. The targets that an AppHost imports write
/// it into the AppHost's assembly, as places in the package or in this solution.
/// </summary>
internal static class EngineFiles
{
    private static readonly string Exe = OperatingSystem.IsWindows() ? ".exe" : "";

    private static readonly Lazy<PostgresInstallation> LazyPostgres = new(() =>
        new(Place("LocalCloud.Npm") ?? throw NoTargets("PostgreSQL"), PostgresInstallation.DefaultRoot)
    );

    public static PostgresInstallation Postgres => LazyPostgres.Value;

    /// <summary>The <c>dotnet</c> that runs this process, else the one on PATH.</summary>
    public static string DotNet { get; } = Hosts().FirstOrDefault(File.Exists) ?? $"dotnet{Exe}";

    /// <summary>The assembly of LocalCloud.Aws or LocalCloud.Redis.</summary>
    public static string Server(string name)
    {
        var path = Path.GetFullPath(Place(name) ?? throw NoTargets(name));
        return File.Exists(path) ? path : throw new StartException($"{name} is not there: {path} is missing. Build the AppHost again.");
    }

    private static IEnumerable<string> Hosts()
    {
        if (Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host)
            yield return host;
        if (Environment.ProcessPath is { } self && Path.GetFileName(self) == $"dotnet{Exe}")
            yield return self;
        // shared/Microsoft.NETCore.App/VERSION/ is three folders below it
        yield return Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", $"dotnet{Exe}"));
    }

    // The AppHost is the program that runs; in a test it is one of those that have been loaded
    private static string? Place(string key) =>
        AppDomain
            .CurrentDomain.GetAssemblies()
            .Prepend(Assembly.GetEntryAssembly())
            .Where(a => a is { IsDynamic: false })
            .SelectMany(a => a!.GetCustomAttributes<AssemblyMetadataAttribute>())
            .FirstOrDefault(a => a.Key == key)
            ?.Value;

    private static StartException NoTargets(string engine) =>
        new(
            $"Where {engine} is, the AppHost's build writes into the AppHost, and it has not: "
                + "Serverless.Aspire.Hosting.targets is not imported (a PackageReference with ExcludeAssets, or without a build since)."
        );
}
