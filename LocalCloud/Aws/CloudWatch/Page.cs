namespace LocalCloud.Aws.CloudWatch;

internal static class Page
{
    public static Result<(List<T> Items, string? NextToken)> Of<T>(IEnumerable<T> ordered, Func<T, string> key, string? token, int size) =>
        Paging.ByKey(ordered, key, token, size) is { } page ? page : Errors.InvalidToken;
}
