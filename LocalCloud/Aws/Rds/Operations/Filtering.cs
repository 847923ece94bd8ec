namespace LocalCloud.Aws.Rds.Operations;

/// <summary>All filters must hold, each for one of its values; which names there are is each operation's.</summary>
internal static class Filtering
{
    public static AwsError? Check(List<Filter>? filters, params string[] names) =>
        filters?.Find(f => !names.Contains(f.Name)) is { } unknown
            ? new AwsError("InvalidParameterValue", $"Unrecognized filter name: {unknown.Name}")
            : null;

    public static bool Holds(List<Filter>? filters, Func<string, IEnumerable<string?>> values) =>
        (filters ?? []).TrueForAll(f => values(f.Name!).Any(value => value is not null && f.Values!.Contains(value)));
}
