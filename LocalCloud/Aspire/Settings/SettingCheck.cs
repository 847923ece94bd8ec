using Aspire.Hosting.ApplicationModel;
using LocalCloud.Aspire.Aws;
using LocalCloud.Aspire.Run;
using Microsoft.Extensions.Configuration;

namespace LocalCloud.Aspire.Settings;

/// <summary>
/// Settings of a run that nobody reads, for they are mistyped, and values that cannot be theirs: refused before anything starts.
/// </summary>
internal static class SettingCheck
{
    private const string Ports = "Ports",
        Parameters = "Parameters",
        LocalStack = "LocalStack";

    private static readonly string[] Switches =
    [
        "LocalCloud:Containers",
        "LocalCloud:DotNetRun",
        "LocalCloud:EnforceIam",
        "LocalCloud:Ephemeral",
        "LocalCloud:ReadyCode",
        "LocalCloud:Restart",
    ];

    // LocalStack.Client's, which projects get the values of
    private static readonly string[] OfLocalStack =
    [
        "LocalStack:UseLocalStack",
        "LocalStack:Config:EdgePort",
        "LocalStack:Config:LocalStackHost",
        "LocalStack:Config:UseSsl",
        "LocalStack:Config:UseLegacyPorts",
        "LocalStack:Session:AwsAccessKeyId",
        "LocalStack:Session:AwsAccessKey",
        "LocalStack:Session:AwsSessionToken",
        "LocalStack:Session:RegionName",
    ];

    private static readonly string[] Addresses =
    [
        .. DashboardPorts.All.Select(p => p.Url),
        "ASPIRE_DASHBOARD_MCP_ENDPOINT_URL",
        "AWS_ENDPOINT_URL",
        "OTEL_EXPORTER_OTLP_ENDPOINT",
    ];

    /// <summary>Settings that do not depend on what the application has.</summary>
    public static readonly string[] Settings =
    [
        ClockModes.Setting,
        "LocalCloud:DataDirectory",
        .. Switches,
        .. OfLocalStack,
        .. DashboardPorts.All.Select(p => p.Setting),
    ];

    public static readonly string[] Sections = ["LocalCloud", LocalStack, Ports, Parameters];

    /// <summary>What can be checked before the application is known.</summary>
    /// <exception cref="StartException">A setting is mistyped, or its value is none.</exception>
    public static void Values(IConfiguration configuration)
    {
        foreach (var setting in Switches.Append("LocalStack:UseLocalStack"))
            _ = SettingValue.Bool(configuration, setting, false);
        foreach (var (setting, _, _) in DashboardPorts.All)
            _ = SettingValue.Port(configuration, setting);
        _ = SettingValue.Port(configuration, "LocalStack:Config:EdgePort");
        SettingValue.OneOf(configuration, ClockModes.Setting, [.. ClockModes.Names]);
        foreach (var setting in Addresses)
            _ = SettingValue.Urls(configuration, setting);
        foreach (var section in (string[])["LocalCloud", LocalStack])
        foreach (var key in KeysOf(configuration, section).Except(Settings, StringComparer.OrdinalIgnoreCase))
            throw Unknown(key, Settings.Where(s => s.StartsWith($"{section}:", StringComparison.Ordinal)));
    }

    /// <summary>Settings that have the names of resources in them.</summary>
    /// <exception cref="StartException">There is no such resource, endpoint or parameter, or the value is no port.</exception>
    public static void Names(IConfiguration configuration, IReadOnlyList<IResource> resources, IEnumerable<ParameterResource> parameters)
    {
        List<string> ports = [.. resources.SelectMany(PortsOf), .. DashboardPorts.All.Select(p => p.Setting)];
        // The longer name of an only endpoint is taken, and not told
        var told = ports.Where(p => p.Count(c => c == ':') == 1 || ports.Count(o => ParentOf(o) == ParentOf(p)) > 1);
        foreach (var key in KeysOf(configuration, Ports))
        {
            if (!ports.Concat(ports.Select(Underscored)).Contains(key, StringComparer.OrdinalIgnoreCase))
                throw Unknown(key, told.Distinct());
            _ = SettingValue.Port(configuration, key);
        }
        var known = parameters.Select(p => $"{Parameters}:{p.Name}").Distinct().ToList();
        // Others may be of other applications, in the user's secrets: refused is only what must have been meant for one that nobody gives
        var missing = known.Where(p => configuration[p] is null && configuration[Underscored(p)] is null).ToList();
        foreach (var key in KeysOf(configuration, Parameters).Where(k => !known.Contains(k) && !known.Select(Underscored).Contains(k)))
            if (Nearest.Of(key[(Parameters.Length + 1)..], missing.Select(m => m[(Parameters.Length + 1)..])) is not null)
                throw Unknown(key, missing);
        List<string> all = [.. Settings, .. ports, .. known];
        foreach (var section in configuration.GetChildren().Where(s => !Sections.Contains(s.Key, StringComparer.OrdinalIgnoreCase)))
        foreach (var key in KeysOf(configuration, section.Key).Where(k => k.Contains(':', StringComparison.Ordinal)))
            if (all.Any(s => Nearest.Errors(key.ToUpperInvariant(), s.ToUpperInvariant()) <= 2))
                throw Unknown(key, all, isListed: false);
    }

    private static IEnumerable<string> PortsOf(IResource resource)
    {
        var names = resource.Annotations.OfType<EndpointAnnotation>().Select(e => e.Name).ToList();
        if (names.Count > 0)
            yield return $"{Ports}:{resource.Name}";
        foreach (var name in names)
            yield return $"{Ports}:{resource.Name}:{name}";
    }

    private static IEnumerable<string> KeysOf(IConfiguration configuration, string section) =>
        configuration.GetSection(section).AsEnumerable().Where(s => s.Value is not null && s.Key != section).Select(s => s.Key);

    private static string ParentOf(string setting) => setting[..setting.LastIndexOf(':')];

    private static string Underscored(string setting) => setting.Replace('-', '_');

    private static StartException Unknown(string key, IEnumerable<string> known, bool isListed = true)
    {
        var names = known.Select(k => SettingName.As(key, k)).ToList();
        var list = isListed ? $" There are: {string.Join(", ", names)}." : "";
        return new($"{SettingName.AsGiven(key)} is no setting.{Nearest.Hint(SettingName.AsGiven(key), names)}{list}")
        {
            ExitCode = StartException.WrongSetting,
        };
    }
}
