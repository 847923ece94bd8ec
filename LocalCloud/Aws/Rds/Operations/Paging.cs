namespace LocalCloud.Aws.Rds.Operations;

/// <summary>One page of an answer; the marker is where the next one begins.</summary>
internal sealed record Paging<T>(List<T> Items, string? Marker)
{
    private const int Fewest = 20,
        Most = 100;

    public static Result<Paging<T>> Of(IEnumerable<T> items, int? size, string? marker)
    {
        if (size is { } given && (given < Fewest || given > Most))
            return new AwsError("InvalidParameterValue", $"Invalid value {given} for MaxRecords. Must be between {Fewest} and {Most}");
        return Paging.ByOffset(items, marker is "" ? null : marker, size ?? Most) is var (page, next)
            ? new Paging<T>(page, next)
            : new AwsError("InvalidParameterValue", $"The marker {marker} is not valid.");
    }
}

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
