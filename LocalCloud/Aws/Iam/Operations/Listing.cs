namespace LocalCloud.Aws.Iam.Operations;

/// <summary>One page of an answer; the marker is where the next one begins.</summary>
internal sealed record Listing<T>(List<T> Items, string? Marker)
{
    private const int Usual = 100;

    public static Result<Listing<T>> Of(IEnumerable<T> items, int? size, string? marker) =>
        Paging.ByOffset(items, marker, size ?? Usual) is var (page, next)
            ? new Listing<T>(page, next)
            : new AwsError("ValidationError", $"Invalid Marker: {marker}");
}

internal static class Names
{
    /// <summary>Letters, digits and a few more (docs: IAM identifiers).</summary>
    public static AwsError? Check(string name, string member) =>
        name.All(c => char.IsAsciiLetterOrDigit(c) || "+=,.@_-".Contains(c, StringComparison.Ordinal))
            ? null
            : new AwsError(
                "ValidationError",
                $"The specified value for {member} is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-"
            );
}
