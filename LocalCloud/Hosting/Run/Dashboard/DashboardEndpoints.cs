using System.Security.Cryptography;
using LocalCloud.Hosting.Run.Plan;

namespace LocalCloud.Hosting.Run.Dashboard;

/// <summary>Where the dashboard and the services around it listen, and their secrets: made anew for every run.</summary>
sealed record DashboardEndpoints(Uri Frontend, Uri OtlpGrpc, Uri OtlpHttp, Uri ResourceService)
{
    public string BrowserToken { get; } = Secret();
    public string OtlpKey { get; } = Secret();
    public string ResourceServiceKey { get; } = Secret();

    /// <summary>For the dashboard's telemetry API (<c>/api/telemetry</c>), sent as x-api-key.</summary>
    public string ApiKey { get; } = Secret();

    public Uri LoginUrl => new(Frontend, $"/login?t={BrowserToken}");

    /// <summary>Null when the run has no dashboard.</summary>
    public static DashboardEndpoints? Create(Uri? frontend, bool randomPorts, Ports ports)
    {
        if (frontend is null) return null;
        const string Setting = "ASPNETCORE_URLS=http://127.0.0.1:PORT (with 'serverless run': --dashboard URL)";
        var port = randomPorts ? ports.Free() : ports.Take(frontend.Port, "dashboard", Setting);
        return new(Url(port), Url(ports.Free()), Url(ports.Free()), Url(ports.Free()));
    }

    static Uri Url(int port) => new($"http://{BoundPort.Host}:{port}");

    static string Secret() => RandomNumberGenerator.GetHexString(32, lowercase: true);
}
