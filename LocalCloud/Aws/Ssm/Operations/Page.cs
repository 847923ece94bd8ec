namespace LocalCloud.Aws.Ssm.Operations;

internal sealed record Page<T>(List<T> Items, string? NextToken)
{
    public static Result<Page<T>> Of(IEnumerable<T> items, int size, string? token) =>
        Paging.ByOffset(items, token, size) is var (page, next)
            ? new Page<T>(page, next)
            : new AwsError("InvalidNextToken", "The specified token isn't valid.");
}
