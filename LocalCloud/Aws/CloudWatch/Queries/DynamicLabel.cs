using System.Globalization;
using System.Text.RegularExpressions;

namespace LocalCloud.Aws.CloudWatch.Queries;

/// <summary>
/// A label with ${...}, which is filled in from the values that are answered and from what the metric is:
/// docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/graph-dynamic-labels.html
/// </summary>
internal static partial class DynamicLabel
{
    private const int MostStatistics = 5;
    private const string Default = "LABEL",
        Dimension = "Dim.",
        NoValue = "--";

    // Oldest first, and at least one
    private static readonly Dictionary<string, Func<IReadOnlyList<double>, double>> Statistics = new(StringComparer.Ordinal)
    {
        ["AVG"] = values => values.Average(),
        ["DATAPOINT_COUNT"] = values => values.Count,
        ["FIRST"] = values => values[0],
        ["FIRST_LAST_RANGE"] = values => values[^1] - values[0],
        ["LAST"] = values => values[^1],
        ["MAX"] = values => values.Max(),
        ["MIN"] = values => values.Min(),
        ["MIN_MAX_RANGE"] = values => values.Max() - values.Min(),
        ["SUM"] = values => values.Sum(),
    };

    private static readonly string[] Properties = ["AccountId", "MetricName", "Namespace", "Period", "Region", "Stat"];

    public static AwsError? Check(string operation, string label)
    {
        var names = Placeholder().Matches(label).Select(match => match.Groups[1].Value).ToList();
        if (names.Find(name => name != Default && !Statistics.ContainsKey(name) && Property(name) is null) is { } unknown)
            return AwsError.NotSupported(operation, $"${{{unknown}}} in a label");
        if (names.Count(name => name == Default) > 1)
            return Errors.Validation($"The label {label} must not have ${{{Default}}} more than once.");
        return names.Count(Statistics.ContainsKey) > MostStatistics
            ? Errors.Validation($"The label {label} must not have more than {MostStatistics} dynamic values.")
            : null;
    }

    /// <param name="plain">the label of a query that has none</param>
    public static string Fill(string label, string plain, Scope scope, MetricDataQuery query, IReadOnlyCollection<double> values) =>
        Placeholder()
            .Replace(label, match => match.Groups[1].Value switch
                {
                    Default => plain,
                    var name when Property(name) is { } property => Of(property, scope, query) ?? "",
                    var name => Statistic(name, [.. values]),
                });

    private static string Statistic(string name, List<double> values) =>
        values.Count == 0
            ? name == "DATAPOINT_COUNT"
                ? "0"
                : NoValue
            : Statistics[name](values).ToString(CultureInfo.InvariantCulture);

    private static string? Of(string property, Scope scope, MetricDataQuery query)
    {
        var metric = query.MetricStat?.Metric;
        return property switch
        {
            "AccountId" => scope.Account,
            "Region" => scope.Region,
            "MetricName" => metric?.MetricName,
            "Namespace" => metric?.Namespace,
            "Period" => (query.MetricStat?.Period ?? query.Period)?.ToString(CultureInfo.InvariantCulture),
            "Stat" => query.MetricStat?.Stat,
            _ => metric?.Dimensions?.Find(d => d.Name == property[Dimension.Length..])?.Value,
        };
    }

    private static string? Property(string name)
    {
        var property = PropertyForm().Match(name).Groups[1].Value;
        return Properties.Contains(property) || property.StartsWith(Dimension, StringComparison.Ordinal) ? property : null;
    }

    [GeneratedRegex(@"\$\{([^}]*)\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"^PROP\('([^']*)'\)$")]
    private static partial Regex PropertyForm();
}
