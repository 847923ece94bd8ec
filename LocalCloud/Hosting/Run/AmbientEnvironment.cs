namespace LocalCloud.Hosting.Run;

/// <summary>What processes inherit from the AppHost's environment: everything but the AppHost's own settings and secrets.</summary>
static class AmbientEnvironment
{
    static readonly string[] Names =
    [
        "ASPNETCORE_URLS", "ASPNETCORE_HTTP_PORTS", "ASPNETCORE_HTTPS_PORTS", "HTTP_PORTS", "HTTPS_PORTS", "URLS", "DOTNET_URLS",
        "DOTNET_LAUNCH_PROFILE", "DOTNET_STARTUP_HOOKS", "ASPNETCORE_HOSTINGSTARTUPASSEMBLIES",
        "AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_SESSION_TOKEN", "AWS_LAMBDA_RUNTIME_API", "MSBUILD_EXE_PATH", "MSBuildSDKsPath", "MSBuildExtensionsPath",
    ];

    static readonly string[] Prefixes = ["Parameters__", "ConnectionStrings__", "OTEL_", "ASPIRE_", "DASHBOARD__", "Kestrel__"];

    public static void Clean(IDictionary<string, string?> environment)
    {
        foreach (var name in environment.Keys.Where(IsOwn).ToList()) environment.Remove(name);
    }

    static bool IsOwn(string name) =>
        Names.Contains(name, StringComparer.OrdinalIgnoreCase) || Prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
