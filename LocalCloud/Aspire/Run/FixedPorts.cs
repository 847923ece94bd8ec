using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace LocalCloud.Aspire.Run;

/// <summary>
/// The settings <c>Ports:RESOURCE</c> (its first endpoint) and <c>Ports:RESOURCE:ENDPOINT</c>, and who has a port that is wanted.
/// </summary>
static class FixedPorts
{
    static readonly string[] DashboardSettings =
    [
        "ASPNETCORE_URLS",
        "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL",
        "ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL",
        "ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL",
    ];

    public static void Apply(IConfiguration configuration, IEnumerable<IResource> resources, bool random)
    {
        var taken = new Dictionary<int, string>();
        foreach (var resource in resources)
            foreach (var (index, endpoint) in resource.Annotations.OfType<EndpointAnnotation>().Index())
            {
                // Read first: without a proxy, Port answers with TargetPort
                var port = random ? null : Of(configuration, resource.Name, endpoint.Name, index == 0) ?? endpoint.Port;
                if (random || port is not null) Set(endpoint, port is 0 ? null : port);
                if (port is null or 0 || resource.IsContainer() && endpoint.Port is null) continue;
                var setting = $"Ports__{resource.Name.Replace('-', '_')}{(index == 0 ? "" : $"__{endpoint.Name}")}";
                if (!taken.TryAdd(port.Value, resource.Name))
                    throw new StartException(
                        $"Port {port} is asked for twice, by '{taken[port.Value]}' and '{resource.Name}'. "
                        + $"Give one of them another: set {setting}=PORT.");
                if (!IsFree(port.Value))
                    throw new StartException(
                        $"Port {port} ('{resource.Name}') is taken{Owner(port.Value)}. "
                        + $"Stop that, or give '{resource.Name}' another port: set {setting}=PORT.");
            }
    }

    /// <summary>The addresses of the dashboard, which the launch profile gives.</summary>
    public static void CheckDashboard(IConfiguration configuration)
    {
        foreach (var setting in DashboardSettings)
            foreach (var url in (configuration[setting] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries))
                if (Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Port > 0 && !IsFree(address.Port))
                    throw new StartException(
                        $"Port {address.Port} (the dashboard, {setting}) is taken{Owner(address.Port)}. "
                        + $"Stop that, or set {setting}=http://127.0.0.1:PORT (0: any).");
    }

    static string Owner(int port) => PortOwner.Of(port) is { } owner ? $" by process {owner}" : "";

    static void Set(EndpointAnnotation endpoint, int? port)
    {
        if (!endpoint.IsProxied) endpoint.TargetPort = port;
        endpoint.Port = port;
    }

    // 0: any. A shell cannot set a variable with a hyphen in its name: an underscore stands for it, as in parameters
    static int? Of(IConfiguration configuration, string resource, string endpoint, bool isFirst)
    {
        var text = new[] { resource, resource.Replace('-', '_') }
            .Select(name => configuration[$"Ports:{name}:{endpoint}"] ?? (isFirst ? configuration[$"Ports:{name}"] : null))
            .FirstOrDefault(t => t is not null);
        if (text is null) return null;
        return int.TryParse(text, CultureInfo.InvariantCulture, out var port) && port is >= 0 and <= 65535
            ? port
            : throw new StartException($"Ports:{resource} must be a port from 0 (any) to 65535, not '{text}'.");
    }

    static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
