using LocalCloud.Hosting.Run.Dcp;

namespace LocalCloud.Hosting.Run.Dashboard;

/// <summary>The command line and settings of Aspire's dashboard.</summary>
static class DashboardLaunch
{
    public const string Name = "aspire-dashboard";

    // While everything starts at once the services' processes come first
    static readonly string[] Command = OperatingSystem.IsWindows() ? [EngineFiles.AspireManaged()] : ["nice", "-n", "10", EngineFiles.AspireManaged()];

    public static DcpExecutableSpec Spec(DashboardEndpoints endpoints, string workingDirectory) => new(Command[0])
    {
        Args = [.. Command[1..], "dashboard"],
        WorkingDirectory = workingDirectory,
        Env =
        [
            new("ASPNETCORE_ENVIRONMENT", "Production"),
            new("DOTNET_TieredPGO", "0"),
            new("ASPNETCORE_URLS", Text(endpoints.Frontend)),
            new("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", Text(endpoints.OtlpGrpc)),
            new("ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL", Text(endpoints.OtlpHttp)),
            new("ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL", Text(endpoints.ResourceService)),
            new("DASHBOARD__FRONTEND__AUTHMODE", "BrowserToken"),
            new("DASHBOARD__FRONTEND__BROWSERTOKEN", endpoints.BrowserToken),
            new("DASHBOARD__OTLP__AUTHMODE", "ApiKey"),
            new("DASHBOARD__OTLP__PRIMARYAPIKEY", endpoints.OtlpKey),
            new("DASHBOARD__RESOURCESERVICECLIENT__AUTHMODE", "ApiKey"),
            new("DASHBOARD__RESOURCESERVICECLIENT__APIKEY", endpoints.ResourceServiceKey),
            new("DASHBOARD__API__ENABLED", "true"),
            new("DASHBOARD__API__AUTHMODE", "ApiKey"),
            new("DASHBOARD__API__PRIMARYAPIKEY", endpoints.ApiKey),
            new("LOGGING__LOGLEVEL__DEFAULT", "Warning"),
        ],
    };

    static string Text(Uri uri) => uri.GetLeftPart(UriPartial.Authority);
}
