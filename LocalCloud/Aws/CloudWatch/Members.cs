using System.Text.RegularExpressions;

namespace LocalCloud.Aws.CloudWatch;

/// <summary>Constraints that members of several operations share.</summary>
internal static partial class Members
{
    public static readonly string[] Units =
    [
        "Seconds",
        "Microseconds",
        "Milliseconds",
        "Bytes",
        "Kilobytes",
        "Megabytes",
        "Gigabytes",
        "Terabytes",
        "Bits",
        "Kilobits",
        "Megabits",
        "Gigabits",
        "Terabits",
        "Percent",
        "Count",
        "Bytes/Second",
        "Kilobytes/Second",
        "Megabytes/Second",
        "Gigabytes/Second",
        "Terabytes/Second",
        "Bits/Second",
        "Kilobits/Second",
        "Megabits/Second",
        "Gigabits/Second",
        "Terabits/Second",
        "Count/Second",
        "None",
    ];

    public static readonly string[] Statistics = ["SampleCount", "Average", "Sum", "Minimum", "Maximum"];

    public static readonly string[] States = ["OK", "ALARM", "INSUFFICIENT_DATA"];

    public static ValueMember<T> Namespace<T>(Func<T, object?> get) =>
        Must.Member("namespace", get).Length(1, 255).Pattern(NoColonFirst(), "[^:].*");

    public static ValueMember<T> MetricName<T>(Func<T, object?> get) => Must.Member("metricName", get).Length(1, 255);

    public static Member<T>[] Dimensions<T>(Func<T, List<Dimension>?> get) =>
        [
            Must.Member<T>("dimensions", get).Length(0, 30),
            Must.Each(
                "dimensions",
                get,
                Must.Member<Dimension>("name", d => d.Name).Required().Length(1, 255),
                Must.Member<Dimension>("value", d => d.Value).Required().Length(1, 1024)
            ),
        ];

    public static Member<T> Tags<T>(Func<T, List<ResourceTag>?> get) => Must.Each("tags", get, ResourceTag.Constraints);

    public static Member<T> Queries<T>(string name, Func<T, List<MetricDataQuery>?> get) =>
        Must.Each(
            name,
            get,
            Must.Member<MetricDataQuery>("id", q => q.Id).Required().Length(1, 255),
            Must.Member<MetricDataQuery>("expression", q => q.Expression).Length(1, 2048),
            Must.Member<MetricDataQuery>("period", q => q.Period).Range(1),
            Must.Within<MetricDataQuery, MetricStat>(
                "metricStat",
                q => q.MetricStat,
                Must.Member<MetricStat>("metric", s => s.Metric).Required(),
                Must.Within<MetricStat, MetricShape>(
                    "metric",
                    s => s.Metric,
                    [
                        Namespace<MetricShape>(m => m.Namespace),
                        MetricName<MetricShape>(m => m.MetricName),
                        .. Dimensions<MetricShape>(m => m.Dimensions),
                    ]
                ),
                Must.Member<MetricStat>("period", s => s.Period).Required().Range(1),
                Must.Member<MetricStat>("stat", s => s.Stat).Required(),
                Must.Member<MetricStat>("unit", s => s.Unit).Enum(Units)
            )
        );

    [GeneratedRegex("^[^:]")]
    private static partial Regex NoColonFirst();
}
