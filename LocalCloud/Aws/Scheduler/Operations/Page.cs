namespace LocalCloud.Aws.Scheduler.Operations;

internal static class Page
{
    public static Result<(List<T> Items, string? NextToken)> Of<T>(
        IEnumerable<T> sorted,
        Func<T, string> name,
        string? token,
        int? limit
    ) => Paging.ByKey(sorted, name, token, limit ?? 100) is { } page ? page : Errors.Invalid("Invalid NextToken provided.");
}
