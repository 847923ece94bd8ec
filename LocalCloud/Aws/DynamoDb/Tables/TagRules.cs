namespace LocalCloud.Aws.DynamoDb.Tables;

internal static class TagRules
{
    public static string? Fault(List<ResourceTag> tags) =>
        tags.Count > TagMap.Most ? "One or more parameter values were invalid: Too many tags"
        : TagList.HasDuplicates(tags) ? "One or more parameter values were invalid: Duplicate tag keys"
        : null;
}
