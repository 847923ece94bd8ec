using System.Globalization;
using System.Text.RegularExpressions;

namespace LocalCloud.Aws.CloudWatch.Metrics;

/// <summary>What is asked of the values of a period: one of the five statistics, or a percentile (p99, p99.9).</summary>
internal static partial class Statistic
{
    /// <summary>Nothing for a percentile that cannot be told.</summary>
    public static double? Of(Bucket bucket, string name) =>
        name switch
        {
            "SampleCount" => bucket.Count,
            "Sum" => bucket.Sum,
            "Minimum" => bucket.Minimum,
            "Maximum" => bucket.Maximum,
            "Average" => bucket.Count > 0 ? bucket.Sum / bucket.Count : null,
            _ => bucket.Percentile(double.Parse(name.AsSpan(1), CultureInfo.InvariantCulture)),
        };

    public static bool IsPercentile(string name) => Percentile().IsMatch(name);

    /// <summary>AWS knows it: trimmed and winsorized means, counts and sums, ranks.</summary>
    public static bool IsTrimmed(string name) => Trimmed().IsMatch(name);

    /// <summary>null when it is one that can be answered.</summary>
    /// <param name="parameter">as the error names it</param>
    public static AwsError? Check(string operation, string name, string parameter)
    {
        if (Members.Statistics.Contains(name) || IsPercentile(name))
            return null;
        return IsTrimmed(name)
            ? AwsError.NotSupported(operation, $"Statistic {name}")
            : Errors.InvalidValue($"The value {name} for parameter {parameter} is not supported.");
    }

    [GeneratedRegex(@"^p(100(\.0{1,10})?|\d{1,2}(\.\d{1,10})?)$")]
    private static partial Regex Percentile();

    [GeneratedRegex(@"^(IQM|(tm|wm|tc|ts)\d{1,2}(\.\d{1,10})?|(TM|WM|PR|TC|TS)\(.*:.*\))$")]
    private static partial Regex Trimmed();
}
