namespace LocalCloud.Aws.Iam;

internal static class IamTags
{
    /// <summary>The tags that a request gives, as they are kept.</summary>
    public static Result<Dictionary<string, string>> Read(List<ResourceTag>? tags) =>
        tags?.DistinctBy(t => t.Key, StringComparer.OrdinalIgnoreCase).Count() < tags?.Count
            ? new AwsError("InvalidInput", "Duplicate tag keys found. Please note that Tag keys are case insensitive.")
            : TagMap.Of(tags);

    /// <summary>Null when there are none, as IAM leaves them out.</summary>
    public static List<ResourceTag>? Of(Dictionary<string, string> tags) => tags.Count == 0 ? null : TagMap.List(tags);
}
