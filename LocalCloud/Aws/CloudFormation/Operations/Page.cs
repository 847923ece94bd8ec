using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Operations;

internal sealed record Page<T>(List<T> Items, string? NextToken)
{
    private const int Size = 100;

    public static Result<Page<T>> Of(IEnumerable<T> items, string? token) =>
        Paging.ByOffset(items, token, Size) is var (page, next)
            ? new Page<T>(page, next)
            : TemplateError.Validation("NextToken is invalid.");
}
