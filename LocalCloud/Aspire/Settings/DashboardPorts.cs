using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace LocalCloud.Aspire.Settings;

/// <summary>
/// <c>Ports:dashboard</c> and its like. A launch profile sets the dashboard's addresses as variables, over those of whoever starts
/// it; these settings it leaves alone, and they win.
/// </summary>
internal static class DashboardPorts
{
    public const string Resource = "dashboard";

    /// <summary>A setting, the address of Aspire's that it gives its port to, and what listens there.</summary>
    public static readonly (string Setting, string Url, string What)[] All =
    [
        ("Ports:dashboard", "ASPNETCORE_URLS", "the dashboard"),
        ("Ports:dashboard:otlp", "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", "the dashboard's telemetry, OTLP by gRPC"),
        ("Ports:dashboard:otlphttp", "ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL", "the dashboard's telemetry, OTLP by HTTP"),
        ("Ports:dashboard:resources", "ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL", "the AppHost's service for the dashboard"),
    ];

    /// <param name="any">Where no setting says otherwise, each takes a free port.</param>
    public static void Apply(IConfiguration configuration, bool any)
    {
        foreach (var (setting, url, _) in All)
        {
            var isThere = configuration[url] is { Length: > 0 };
            if ((SettingValue.Port(configuration, setting) ?? (any && isThere ? 0 : null)) is not { } port)
                continue;
            var address = SettingValue.Urls(configuration, url) is [var first, ..] ? first : new Uri("http://127.0.0.1");
            configuration[url] = string.Create(CultureInfo.InvariantCulture, $"{address.Scheme}://{address.Host}:{port}");
        }
    }
}
