using LocalCloud.Aspire.Run;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.CommandLine;

namespace LocalCloud.Aspire.Settings;

/// <summary>
/// The arguments of an AppHost: flags, and settings as <c>--Ports:api 5090</c> or <c>--Ports:api=5090</c>. Configuration takes
/// anything and ignores what it does not understand; here that ends the start.
/// </summary>
internal static class CommandLine
{
    public const string Ephemeral = "ephemeral",
        Isolated = "isolated",
        Containers = "containers",
        NoRestart = "no-restart";

    public static readonly string[] Flags = [Ephemeral, Isolated, NoRestart, Containers];

    // Of the host and of Aspire; the first part of a name with colons, or the beginning of one in capitals
    private static readonly string[] Names =
    [
        "environment",
        "contentRoot",
        "applicationName",
        "urls",
        "operation",
        "publisher",
        "output-path",
        "step",
        "clear-cache",
        "log-level",
        "include-exception-details",
        "no-build",
    ];

    private static readonly string[] Sections =
    [
        "Logging",
        "ConnectionStrings",
        "DcpPublisher",
        "Dashboard",
        "AppHost",
        "Aspire",
        "Publishing",
        "Pipeline",
        "Kestrel",
        "AWS",
        "Azure",
        .. SettingCheck.Sections,
    ];

    private static readonly string[] Prefixes = ["ASPNETCORE_", "ASPIRE_", "DOTNET_", "OTEL_", "AWS_", "DCP_", "DEBUG_SESSION_", "BUILD_"];

    private static IEnumerable<string> Known => [.. Flags.Select(f => $"--{f}"), .. SettingCheck.Settings.Select(s => $"--{s}")];

    /// <param name="configuration">Says which names others have given values: a setting of one's own is one of appsettings.json.</param>
    /// <exception cref="StartException">An argument is none of an AppHost's.</exception>
    public static void Check(IReadOnlyList<string> arguments, IConfigurationRoot configuration)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            var argument = arguments[i];
            var (name, hasValue) = argument.IndexOf('=', StringComparison.Ordinal) is >= 0 and var end
                ? (argument[..end], true)
                : (argument, false);
            var isOption = name.StartsWith("--", StringComparison.Ordinal);
            if (!isOption && !hasValue)
                throw Unknown(argument);
            if (isOption)
                name = name[2..];
            if (Flags.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                if (hasValue)
                    throw Wrong($"--{name.ToLowerInvariant()} takes no value: '{argument}'.");
                continue;
            }
            if (!IsKnown(name, configuration))
                throw Unknown(argument);
            if (hasValue)
                continue;
            if (++i == arguments.Count || arguments[i].StartsWith("--", StringComparison.Ordinal))
                throw Wrong($"--{name} needs a value: --{name}=VALUE.");
        }
    }

    private static bool IsKnown(string name, IConfigurationRoot configuration)
    {
        var section = name.Split(':')[0];
        return (section == name ? Names : Sections).Contains(section, StringComparer.OrdinalIgnoreCase)
            || Prefixes.Any(p => name.StartsWith(p, StringComparison.Ordinal))
            || configuration.Providers.Any(p => p is not CommandLineConfigurationProvider && Has(p, section));
    }

    private static bool Has(IConfigurationProvider provider, string section) =>
        provider.GetChildKeys([], null).Contains(section, StringComparer.OrdinalIgnoreCase);

    private static StartException Unknown(string argument) =>
        Wrong(
            $"'{argument}' is no option of an AppHost.{Nearest.Hint(argument.Split('=')[0], Known)} There are: "
                + $"{string.Join(", ", Flags.Select(f => $"--{f}"))}, and every setting, as in --Ports:api=5090."
        );

    private static StartException Wrong(string message) => new(message) { ExitCode = StartException.WrongSetting };
}
