using System.Net;
using System.Text.RegularExpressions;

namespace LocalCloud.Aws.S3.Buckets;

/// <summary>"General purpose bucket naming rules" of the S3 user guide.</summary>
internal static partial class BucketName
{
    private static readonly string[] ReservedPrefixes = ["xn--", "sthree-", "amzn-s3-demo-"];
    private static readonly string[] ReservedSuffixes = ["-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3"];

    public static bool IsValid(string name) =>
        Shape.IsMatch(name)
        && !name.Contains("..", StringComparison.Ordinal)
        && !(IPAddress.TryParse(name, out _) && name.Count('.') == 3)
        && !ReservedPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal))
        && !ReservedSuffixes.Any(suffix => name.EndsWith(suffix, StringComparison.Ordinal));

    /// <summary>prefix-account-region-an: a name that only its account can have ("Account regional namespace naming rules").</summary>
    public static bool IsRegional(string name) => RegionalSuffix.IsMatch(name);

    public static bool IsRegionalOf(string name, string account, string region) =>
        name.EndsWith($"-{account}-{region}-an", StringComparison.Ordinal);

    [GeneratedRegex("-[0-9]{12}-[a-z]{2,}(-[a-z]+)+-[0-9]+-an$")]
    private static partial Regex RegionalSuffix { get; }

    [GeneratedRegex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$")]
    private static partial Regex Shape { get; }
}
