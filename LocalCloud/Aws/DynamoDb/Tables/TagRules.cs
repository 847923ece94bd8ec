namespace LocalCloud.Aws.DynamoDb.Tables;

internal static class TagRules
{
    private const int MaxTags = 50;

    public static string? Fault(IReadOnlyList<Tag> tags) =>
        tags.Count > MaxTags ? "One or more parameter values were invalid: Too many tags"
        : tags.GroupBy(tag => tag.Key).Any(group => group.Count() > 1) ? "One or more parameter values were invalid: Duplicate tag keys"
        : null;
}
