using System.Globalization;
using System.Text.RegularExpressions;
using LocalCloud.Aws.Clock;
using LocalCloud.Aws.CloudFormation.Resources;
using LocalCloud.Aws.Wire.Access;
using LocalCloud.Aws.Wire.Signatures;

namespace LocalCloud.Aws;

/// <summary>Options that stand alone, and options with a value: <c>--name value</c> or <c>--name=value</c>. A later one wins.</summary>
internal static partial class OptionParser
{
    private static readonly Dictionary<string, Func<Options, Options>> Switches = new(StringComparer.Ordinal)
    {
        ["--memory"] = o => o with { DataDirectory = null },
        ["--sqs-waits"] = o => o with { SqsWaits = true },
        ["--debug-deadline"] = o => o with { DebugDeadline = true },
        ["--enforce-iam"] = o => o with { EnforceIam = true },
        ["--verify-signatures"] = o => o with { VerifySignatures = o.VerifySignatures ?? Secrets.AlwaysTest },
    };

    /// <summary>null: it cannot have this value.</summary>
    private static readonly Dictionary<string, Func<Options, string, Options?>> Valued = new(StringComparer.Ordinal)
    {
        ["--port"] = (o, value) =>
            int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= 65535
                ? o with
                {
                    Port = port,
                }
                : null,
        ["--host"] = (o, value) => o with { Address = value },
        ["--data"] = (o, value) => o with { DataDirectory = value },
        ["--clock"] = (o, value) =>
            value is "real" or "movable" or "manual" ? o with { Clock = Enum.Parse<ClockMode>(value, ignoreCase: true) } : null,
        ["--credentials"] = (o, value) => Secrets.Parse(value) is { } secrets ? o with { VerifySignatures = secrets } : null,
        ["--postgres"] = (o, value) => IsAddress(value) ? o with { Postgres = value } : null,
        ["--redis"] = (o, value) => IsAddress(value) ? o with { Redis = value } : null,
        ["--postgres-home"] = (o, value) =>
            File.Exists(Path.Combine(value, "bin", OperatingSystem.IsWindows() ? "postgres.exe" : "postgres"))
                ? o with
                {
                    PostgresHome = value,
                }
                : null,
        ["--redis-server"] = (o, value) => File.Exists(value) ? o with { RedisServer = Path.GetFullPath(value) } : null,
        ["--allow-host"] = (o, value) => All(value, IsHost) is { } hosts ? o with { AllowedHosts = [.. o.AllowedHosts, .. hosts] } : null,
        ["--allow-origin"] = (o, value) =>
            All(value, IsOrigin) is { } origins ? o with { AllowedOrigins = [.. o.AllowedOrigins, .. origins] } : null,
    };

    /// <summary>Options, or the line that tells what is wrong with them.</summary>
    public static (Options? Options, string? Error) Parse(IReadOnlyList<string> args)
    {
        var (options, error) = FromEnvironment();
        if (error is not null)
            return (null, error);
        for (var i = 0; i < args.Count; i++)
        {
            var (name, value) = args[i].Split('=', 2) is [var n, var v] ? (n, v) : (args[i], null);
            if (Switches.TryGetValue(name, out var set))
            {
                options = set(options);
                continue;
            }
            if (!Valued.TryGetValue(name, out var take))
                return (null, Unknown(name));
            value ??= ++i < args.Count ? args[i] : null;
            if (value is null or "")
                return (null, $"{name} needs a value");
            if (take(options, value) is not { } taken)
                return (null, CannotBe(name, value));
            options = taken;
        }
        return (options, null);
    }

    private static (Options Options, string? Error) FromEnvironment()
    {
        var options = new Options { DebugDeadline = IsOn("LOCALCLOUD_DEBUG_DEADLINE"), EnforceIam = IsOn("LOCALCLOUD_ENFORCE_IAM") };
        foreach (
            var (variable, option) in (ReadOnlySpan<(string, string)>)
                [("LOCALCLOUD_ALLOW_HOST", "--allow-host"), ("LOCALCLOUD_ALLOW_ORIGIN", "--allow-origin")]
        )
            if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value)
            {
                if (Valued[option](options, value) is not { } taken)
                    return (options, CannotBe(variable, value));
                options = taken;
            }
        return (options, null);
    }

    private static bool IsOn(string variable) => Environment.GetEnvironmentVariable(variable) is "true" or "1";

    private static string CannotBe(string name, string value) =>
        // The value may be a secret
        name == "--credentials"
            ? "--credentials has to be a credentials file or ID=SECRET,..."
            : $"{name} cannot be '{value}'";

    /// <summary>The nearest of those that the help names.</summary>
    private static string Unknown(string name) =>
        !name.StartsWith('-') ? $"LocalCloud.Aws takes options and no argument '{name}'. --help tells what there is."
        : Nearest.Hint(name, OptionNames().Matches(Options.Usage).Select(m => m.Value).Distinct()) is { Length: > 0 } hint
            ? $"LocalCloud.Aws has no option '{name}'{hint}"
        : $"LocalCloud.Aws has no option '{name}'. --help tells what there is.";

    [GeneratedRegex("(?<= )--[a-z-]+(?= |$|,)", RegexOptions.Multiline)]
    private static partial Regex OptionNames();

    /// <summary>The names of a list with commas, or null when one of them is none.</summary>
    private static string[]? All(string value, Predicate<string> isValid) =>
        value.Split(',', StringSplitOptions.TrimEntries) is var names && Array.TrueForAll(names, isValid) ? names : null;

    private static bool IsHost(string name) =>
        Authority.TryParse(name.StartsWith("*.", StringComparison.Ordinal) ? name[2..] : name, out var host) && host.Port.IsEmpty;

    // Extensions of browsers have schemes of their own
    private static bool IsOrigin(string origin) =>
        origin.IndexOf("://", StringComparison.Ordinal) is > 0 and var mark && Authority.TryParse(origin.AsSpan(mark + 3), out _);

    private static bool IsAddress(string value) =>
        value.LastIndexOf(':') is var colon and > 0
        && int.TryParse(value.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
        && port is > 0 and <= 65535;
}
