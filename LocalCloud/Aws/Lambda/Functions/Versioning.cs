using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace LocalCloud.Aws.Lambda.Functions;

/// <summary>How versions come to be.</summary>
internal static class Versioning
{
    public static FunctionConfiguration Touch(FunctionConfiguration configuration, DateTimeOffset now) =>
        configuration with
        {
            LastModified = Stamp(now),
            RevisionId = Guid.NewGuid().ToString(),
        };

    public static string Stamp(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'+0000'", CultureInfo.InvariantCulture);

    /// <summary>$LATEST as it is now, under the next number. The caller puts the function.</summary>
    public static FunctionVersion Publish(LambdaState state, Function function, string? description, DateTimeOffset now)
    {
        var number = (++function.LastVersion).ToString(CultureInfo.InvariantCulture);
        var latest = function.Latest.Configuration;
        state.Code.Retain(function.Latest.Files);
        var version = function.Latest with
        {
            Configuration = latest with
            {
                Version = number,
                FunctionArn = function.QualifiedArn(number),
                Description = description ?? latest.Description,
                RevisionId = Guid.NewGuid().ToString(),
                SnapStart =
                    latest.SnapStart?.ApplyOn == "PublishedVersions"
                        ? latest.SnapStart with
                        {
                            OptimizationStatus = "On",
                        }
                        : latest.SnapStart,
            },
        };
        function.Versions.Add(version);
        return version;
    }

    /// <summary>The last version is what $LATEST is: publishing again makes no other one.</summary>
    public static bool IsPublished(Function function) =>
        function.Versions.LastOrDefault() is { } last
        && last.Configuration.CodeSha256 == function.Latest.Configuration.CodeSha256
        && Fingerprint(last.Configuration) == Fingerprint(function.Latest.Configuration);

    public static RuntimeVersionConfig RuntimeVersion(Scope scope, string runtime) =>
        new()
        {
            RuntimeVersionArn =
                $"arn:aws:lambda:{scope.Region}::runtime:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(runtime)))}",
        };

    public static LoggingConfig Logging(string name, LoggingConfig? asked, LoggingConfig? before)
    {
        var format = asked?.LogFormat ?? before?.LogFormat ?? "Text";
        return new()
        {
            LogFormat = format,
            ApplicationLogLevel = format == "JSON" ? asked?.ApplicationLogLevel ?? before?.ApplicationLogLevel ?? "INFO" : null,
            SystemLogLevel = format == "JSON" ? asked?.SystemLogLevel ?? before?.SystemLogLevel ?? "INFO" : null,
            LogGroup = asked?.LogGroup ?? before?.LogGroup ?? $"/aws/lambda/{name}",
        };
    }

    public static VpcConfig Vpc(VpcConfig config) =>
        new()
        {
            SubnetIds = config.SubnetIds ?? [],
            SecurityGroupIds = config.SecurityGroupIds ?? [],
            VpcId = config.SubnetIds is { Count: > 0 } ? "vpc-00000000" : "",
            Ipv6AllowedForDualStack = config.Ipv6AllowedForDualStack ?? false,
        };

    private static string Fingerprint(FunctionConfiguration configuration) =>
        System.Text.Json.JsonSerializer.Serialize(
            configuration with
            {
                Version = null,
                FunctionArn = null,
                RevisionId = null,
                LastModified = null,
                SnapStart = null,
                Description = null,
            },
            LambdaJson.Default.FunctionConfiguration
        );
}
