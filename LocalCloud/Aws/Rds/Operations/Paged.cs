namespace LocalCloud.Aws.Rds.Operations;

/// <summary>One page of an answer; the marker is where the next one begins.</summary>
internal static class Paged
{
    private const int Fewest = 20,
        Most = 100;

    private static readonly PageForm Pages = new(Most, marker => new("InvalidParameterValue", $"The marker {marker} is not valid."))
    {
        EmptyIsNone = true,
    };

    public static Result<Page<T>> Of<T>(IEnumerable<T> items, int? size, string? marker) =>
        size is < Fewest or > Most
            ? new AwsError("InvalidParameterValue", $"Invalid value {size} for MaxRecords. Must be between {Fewest} and {Most}")
            : Pages.ByOffset(items, marker, size);
}
