using System.Net;
using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using LocalCloud.Aspire.Settings;
using Microsoft.Extensions.Configuration;

namespace LocalCloud.Aspire.Run;

/// <summary>Which ports of a run are fixed.</summary>
internal enum PortChoice
{
    /// <summary>As the code, launch profiles and settings say.</summary>
    Given,

    /// <summary>As settings say; any free one for all else.</summary>
    Isolated,

    /// <summary>None.</summary>
    Random,
}

/// <summary>
/// The settings <c>Ports:RESOURCE</c> (its first endpoint) and <c>Ports:RESOURCE:ENDPOINT</c>, and who has the ports that are wanted.
/// </summary>
internal static class FixedPorts
{
    /// <summary>A port that somebody is to listen on, and the setting that gives another one.</summary>
    private sealed record Wanted(int Port, string What, string Setting);

    /// <exception cref="StartException">Ports are taken, or asked for twice: all of them, a line for each.</exception>
    public static void Apply(IConfiguration configuration, IEnumerable<IResource> resources, PortChoice choice)
    {
        var wanted = resources.SelectMany(r => Apply(configuration, r, choice)).ToList();
        if (choice is not PortChoice.Random)
            wanted.AddRange(OfDashboard(configuration));
        foreach (var same in wanted.GroupBy(w => w.Port).Where(g => g.Count() > 1))
        {
            var (first, second) = (same.First(), same.ElementAt(1));
            throw new StartException(
                $"Port {same.Key} is asked for twice, by {first.What} and {second.What}. "
                    + $"Give one of them another: set {second.Setting}=PORT."
            );
        }
        var taken = wanted.Where(w => !IsFree(w.Port)).ToList();
        if (taken.Count > 0)
            throw new StartException(Message(taken));
    }

    private static List<Wanted> Apply(IConfiguration configuration, IResource resource, PortChoice choice)
    {
        var wanted = new List<Wanted>();
        foreach (var (index, endpoint) in resource.Annotations.OfType<EndpointAnnotation>().Index())
        {
            // Read first: without a proxy, Port answers with TargetPort
            var port =
                choice is PortChoice.Random
                    ? null
                    : Of(configuration, resource.Name, endpoint.Name, index == 0) ?? (choice is PortChoice.Given ? endpoint.Port : 0);
            if (choice is PortChoice.Random || port is not null)
                Set(endpoint, port is 0 ? null : port);
            if (port is null or 0 || resource.IsContainer() && endpoint.Port is null)
                continue;
            var setting = index == 0 ? $"Ports:{resource.Name}" : $"Ports:{resource.Name}:{endpoint.Name}";
            wanted.Add(new(port.Value, $"'{resource.Name}'", SettingName.Variable(setting)));
        }
        return wanted;
    }

    // Addresses that the launch profile gives, unless a setting does
    private static IEnumerable<Wanted> OfDashboard(IConfiguration configuration) =>
        from part in DashboardPorts.All
        from address in SettingValue.Urls(configuration, part.Url)
        where address.Port > 0
        select new Wanted(address.Port, part.What, SettingName.Variable(part.Setting));

    private static string Message(List<Wanted> taken)
    {
        var lines = taken
            .Select(w =>
                $"Port {w.Port} ({w.What}) is taken{(PortOwner.Of(w.Port) is { } owner ? $" by process {owner}" : "")}. "
                + $"Stop that, or set {w.Setting}=PORT (0: any)."
            )
            .ToList();
        if (lines.Count > 1)
            lines.Add($"--{CommandLine.Isolated} gives everything any free port, where no setting names one.");
        return string.Join(Environment.NewLine, lines);
    }

    private static void Set(EndpointAnnotation endpoint, int? port)
    {
        if (!endpoint.IsProxied)
            endpoint.TargetPort = port;
        endpoint.Port = port;
    }

    // A shell cannot set a variable with a hyphen in its name: an underscore stands for it, as in parameters
    private static int? Of(IConfiguration configuration, string resource, string endpoint, bool isFirst)
    {
        foreach (var name in (string[])[resource, resource.Replace('-', '_')])
        {
            if (SettingValue.Port(configuration, $"Ports:{name}:{endpoint}") is { } port)
                return port;
            if (isFirst && SettingValue.Port(configuration, $"Ports:{name}") is { } first)
                return first;
        }
        return null;
    }

    private static bool IsFree(int port)
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
