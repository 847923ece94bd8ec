using System.Globalization;

namespace LocalCloud.Aws.Rds.Operations;

/// <summary>One page of an answer; the marker is where the next one begins.</summary>
internal sealed record Paging<T>(List<T> Items, string? Marker)
{
    public static Result<Paging<T>> Of(IEnumerable<T> items, int? size, string? marker, int fewest = 20)
    {
        if (size is { } given && (given < fewest || given > 100))
            return new AwsError("InvalidParameterValue", $"Invalid value {given} for MaxRecords. Must be between {fewest} and 100");
        var from = 0;
        if (marker is { Length: > 0 } && !int.TryParse(marker, NumberStyles.None, CultureInfo.InvariantCulture, out from))
            return new AwsError("InvalidParameterValue", $"The marker {marker} is not valid.");
        var rest = items.Skip(from).Take((size ?? 100) + 1).ToList();
        return rest.Count <= (size ?? 100)
            ? new Paging<T>(rest, null)
            : new Paging<T>(rest[..^1], (from + rest.Count - 1).ToString(CultureInfo.InvariantCulture));
    }
}

/// <summary>All filters must hold, each for one of its values; which names there are is each operation's.</summary>
internal static class Filtering
{
    public static AwsError? Check(List<Filter>? filters, params string[] names) =>
        filters?.Find(f => !names.Contains(f.Name)) is { } unknown ? new AwsError("InvalidParameterValue", $"Unrecognized filter name: {unknown.Name}") : null;

    public static bool Holds(List<Filter>? filters, Func<string, IEnumerable<string?>> values) =>
        (filters ?? []).TrueForAll(f => values(f.Name!).Any(value => value is not null && f.Values!.Contains(value)));
}
