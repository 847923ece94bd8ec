namespace LocalCloud.Aws.ElastiCache.Operations;

/// <summary>One page of an answer; the marker is where the next one begins.</summary>
internal static class Paged
{
    private const int Most = 100;

    private static readonly PageForm Pages = new(Most, marker => new("InvalidParameterValue", $"The marker {marker} is not valid."))
    {
        EmptyIsNone = true,
    };

    /// <param name="member">MaxRecords from 20 on, or MaxResults.</param>
    public static Result<Page<T>> Of<T>(IEnumerable<T> items, int? size, string? marker, string member = "MaxRecords")
    {
        var fewest = member == "MaxRecords" ? 20 : 1;
        return size < fewest || size > Most
            ? new AwsError("InvalidParameterValue", $"The parameter {member} must be between {fewest} and {Most}.")
            : Pages.ByOffset(items, marker, size);
    }
}
