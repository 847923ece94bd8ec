namespace LocalCloud.Aws.DynamoDb.Tables;

internal static class TagRules
{
    private const int MaxTags = 50;

    public static string? Fault(IReadOnlyList<Tag> tags) =>
        tags.Count > MaxTags ? "One or more parameter values were invalid: Too many tags"
        : tags.GroupBy(tag => tag.Key).Any(group => group.Count() > 1) ? "One or more parameter values were invalid: Duplicate tag keys"
        : tags.Any(tag => tag.Key.Length is 0 or > 128 || tag.Value.Length > 256) ? "One or more parameter values were invalid: A tag's key has 1 to 128 characters, its value up to 256"
        : null;
}
