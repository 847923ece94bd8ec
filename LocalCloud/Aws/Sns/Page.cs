namespace LocalCloud.Aws.Sns;

/// <summary>SNS's lists come in pages of 100.</summary>
internal static class Page
{
    private const int Size = 100;

    public static Result<(List<T> Items, string? NextToken)> Of<T>(
        IEnumerable<T> sorted,
        Func<T, string> key,
        string? token,
        int? max = null
    ) => token is not "" && Paging.ByKey(sorted, key, token, max ?? Size) is { } page ? page : SnsErrors.Invalid("NextToken");
}
