namespace LocalCloud.Aws.Lambda;

/// <summary>Lists come in pages of at most 50, whatever is asked for (docs: ListFunctions, MaxItems).</summary>
internal static class Lists
{
    public static readonly PageForm Pages = new(50, LambdaErrors.Invalid("Invalid marker.")) { Most = 50, EmptyIsNone = true };

    public static Member<T> MaxItems<T>(Func<T, object?> get, int most = 10_000) => Must.Member("maxItems", get).Range(1, most);
}
