using System.Globalization;
using System.Text.RegularExpressions;
using LocalCloud.Aws.Clock;
using LocalCloud.Aws.CloudFormation.Resources;
using LocalCloud.Aws.Wire.Access;
using LocalCloud.Aws.Wire.Signatures;

namespace LocalCloud.Aws;

/// <summary>The command line.</summary>
internal sealed partial record Options
{
    public const string Usage = """
        AWS on this machine: SQS, SNS, EventBridge, Scheduler, DynamoDB, S3, Lambda, CloudFormation and more, at one address, without a container.

        Usage: LocalCloud.Aws [options]
          --port N         port to listen on (4566); 0 takes a free one
          --host ADDRESS   address to listen on (127.0.0.1)
          --data DIR       where data lives (.localcloud/aws)
          --memory         keep nothing
          --sqs-waits      a deleted queue's name, and a purged queue, have to wait for 60 seconds, as on AWS
          --debug-deadline a function's time-out does not end it, and none is stopped while it waits: it may be held in a debugger
                           (and LOCALCLOUD_DEBUG_DEADLINE=true)
          --clock MODE     real (the machine's); movable: runs and can be held and moved ahead; manual: stands until it is moved
                           (on the console's page Clock, or by POST /_localcloud/time/advance?seconds=N)
          --postgres-home DIR
                           PostgreSQL's programs (bin/initdb, bin/postgres; else LOCALCLOUD_POSTGRES_HOME, else PATH): each RDS database of a stack is a
                           server of its own
          --redis-server FILE
                           LocalCloud.Redis (else LOCALCLOUD_REDIS_SERVER): each ElastiCache cache of a stack is a server of its own
          --postgres HOST:PORT, --redis HOST:PORT
                           servers that stand in for RDS and ElastiCache instead (127.0.0.1:5432, 127.0.0.1:6379)
          --verify-signatures
                           refuse what is not signed with SigV4; the secret of every access key id is "test"
          --credentials FILE|ID=SECRET,...
                           the same with these access keys and no others; FILE as the AWS CLI writes it
          --enforce-iam    requests are decided by IAM's policies and those of resources (and LOCALCLOUD_ENFORCE_IAM=true); signatures are checked.
                           The account's own credentials (its number or any other name that IAM has not given out, secret "test", or those of
                           --credentials) may do all
          --allow-host NAME[,NAME]
                           further names by which it may be called (and LOCALCLOUD_ALLOW_HOST), *.NAME for all below one: see docs/security.md
          --allow-origin ORIGIN[,ORIGIN]
                           pages of other sites that may call it (and LOCALCLOUD_ALLOW_ORIGIN), as https://app.example.com
          --help           this text

        The console is at http://127.0.0.1:4566/_localcloud, and any AWS SDK or CLI works with AWS_ENDPOINT_URL=http://127.0.0.1:4566.
        """;

    public int Port { get; init; } = 4566;

    public string Address { get; init; } = "127.0.0.1";

    /// <summary>null: --memory.</summary>
    public string? DataDirectory { get; init; } = Path.Combine(".localcloud", "aws");

    /// <summary>Left out of normal use: tests delete, create and purge queues all the time.</summary>
    public bool SqsWaits { get; init; }

    /// <summary>Each account has all names of buckets for itself; AWS's accounts share them. For tests with an account each.</summary>
    public bool BucketNamesByAccount { get; init; }

    /// <summary>Time-outs of functions are announced and not carried out.</summary>
    public bool DebugDeadline { get; init; }

    /// <summary>Where functions' logs are shown; nowhere in tests.</summary>
    public TextWriter? FunctionOutput { get; init; }

    public ClockMode Clock { get; init; }

    /// <summary>HOST:PORT of what stands in for RDS; null: the environment says.</summary>
    public string? Postgres { get; init; }

    /// <summary>HOST:PORT of what stands in for ElastiCache; null: the environment says.</summary>
    public string? Redis { get; init; }

    /// <summary>null: the environment says.</summary>
    public string? PostgresHome { get; init; }

    /// <summary>null: the environment says.</summary>
    public string? RedisServer { get; init; }

    /// <summary>null: signatures are accepted and not looked at.</summary>
    public Secrets? VerifySignatures { get; init; }

    /// <summary>Policies decide; signatures are checked with it.</summary>
    public bool EnforceIam { get; init; }

    /// <summary>Names by which it may be called beside its own; *.NAME stands for all below one.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>scheme://host[:port] of pages that may call it beside those of this machine.</summary>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    /// <summary>Options, or the line that tells what is wrong with them.</summary>
    public static (Options? Options, string? Error) Parse(IReadOnlyList<string> args)
    {
        var options = new Options();
        foreach (var name in (string[])["LOCALCLOUD_ALLOW_HOST", "LOCALCLOUD_ALLOW_ORIGIN"])
            if (Environment.GetEnvironmentVariable(name) is { Length: > 0 } given && !TryAllow(ref options, name, given))
                return (null, $"{name} cannot be '{given}'");
        if (Environment.GetEnvironmentVariable("LOCALCLOUD_DEBUG_DEADLINE") is "true" or "1")
            options = options with { DebugDeadline = true };
        if (Environment.GetEnvironmentVariable("LOCALCLOUD_ENFORCE_IAM") is "true" or "1")
            options = options with { EnforceIam = true };
        for (var i = 0; i < args.Count; i++)
        {
            var (name, value) = args[i].Split('=', 2) is [var n, var v] ? (n, v) : (args[i], null);
            if (name is "--memory")
            {
                options = options with { DataDirectory = null };
                continue;
            }
            if (name is "--sqs-waits")
            {
                options = options with { SqsWaits = true };
                continue;
            }
            if (name is "--debug-deadline")
            {
                options = options with { DebugDeadline = true };
                continue;
            }
            if (name is "--enforce-iam")
            {
                options = options with { EnforceIam = true };
                continue;
            }
            if (name is "--verify-signatures")
            {
                options = options with { VerifySignatures = options.VerifySignatures ?? Secrets.AlwaysTest };
                continue;
            }
            if (
                name
                is not (
                    "--port"
                    or "--host"
                    or "--data"
                    or "--clock"
                    or "--credentials"
                    or "--postgres"
                    or "--redis"
                    or "--postgres-home"
                    or "--redis-server"
                    or "--allow-host"
                    or "--allow-origin"
                )
            )
                return (null, Unknown(name));
            value ??= ++i < args.Count ? args[i] : null;
            if (value is null or "")
                return (null, $"{name} needs a value");
            switch (name)
            {
                case "--port" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= 65535:
                    options = options with { Port = port };
                    break;
                case "--host":
                    options = options with { Address = value };
                    break;
                case "--data":
                    options = options with { DataDirectory = value };
                    break;
                case "--postgres" when IsAddress(value):
                    options = options with { Postgres = value };
                    break;
                case "--redis" when IsAddress(value):
                    options = options with { Redis = value };
                    break;
                case "--postgres-home"
                    when File.Exists(Path.Combine(value, "bin", OperatingSystem.IsWindows() ? "postgres.exe" : "postgres")):
                    options = options with { PostgresHome = value };
                    break;
                case "--redis-server" when File.Exists(value):
                    options = options with { RedisServer = Path.GetFullPath(value) };
                    break;
                case "--clock" when value is "real" or "movable" or "manual":
                    options = options with { Clock = Enum.Parse<ClockMode>(value, ignoreCase: true) };
                    break;
                case "--credentials" when Secrets.Parse(value) is { } secrets:
                    options = options with { VerifySignatures = secrets };
                    break;
                case "--allow-host" or "--allow-origin" when TryAllow(ref options, name, value):
                    break;
                // The value may be a secret.
                case "--credentials":
                    return (null, "--credentials has to be a credentials file or ID=SECRET,...");
                default:
                    return (null, $"{name} cannot be '{value}'");
            }
        }
        return (options, null);
    }

    // The nearest of those that the help names
    private static string Unknown(string name) =>
        !name.StartsWith('-') ? $"LocalCloud.Aws takes options and no argument '{name}'. --help tells what there is."
        : Nearest.Hint(name, OptionNames().Matches(Usage).Select(m => m.Value).Distinct()) is { Length: > 0 } hint
            ? $"LocalCloud.Aws has no option '{name}'{hint}"
        : $"LocalCloud.Aws has no option '{name}'. --help tells what there is.";

    [GeneratedRegex("(?<= )--[a-z-]+(?= |$|,)", RegexOptions.Multiline)]
    private static partial Regex OptionNames();

    private static bool TryAllow(ref Options options, string name, string value)
    {
        var names = value.Split(',', StringSplitOptions.TrimEntries);
        var hosts = name.EndsWith("host", StringComparison.OrdinalIgnoreCase);
        if (!Array.TrueForAll(names, hosts ? IsHost : IsOrigin))
            return false;
        options = hosts
            ? options with
            {
                AllowedHosts = [.. options.AllowedHosts, .. names],
            }
            : options with
            {
                AllowedOrigins = [.. options.AllowedOrigins, .. names],
            };
        return true;
    }

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
