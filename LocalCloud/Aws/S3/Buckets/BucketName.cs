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

    [GeneratedRegex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$")]
    private static partial Regex Shape { get; }
}
