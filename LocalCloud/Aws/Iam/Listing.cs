namespace LocalCloud.Aws.Iam;

/// <summary>One page of an answer; the marker is where the next one begins.</summary>
internal sealed record Listing<T>(List<T> Items, string? Marker)
{
    private const int Usual = 100;

    public static Result<Listing<T>> Of(IEnumerable<T> items, int? size, string? marker) =>
        Paging.ByOffset(items, marker, size ?? Usual) is var (page, next)
            ? new Listing<T>(page, next)
            : new AwsError("ValidationError", $"Invalid Marker: {marker}");
}
