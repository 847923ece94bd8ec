namespace LocalCloud.Aws.Iam;

internal sealed record TagShape(string Key, string Value)
{
    public static Member<TagShape>[] Constraints =>
        [
            Must.Member<TagShape>("key", t => t.Key).Required().Length(1, 128),
            Must.Member<TagShape>("value", t => t.Value).Required().Length(0, 256),
        ];

    /// <summary>The tags that a request gives, as they are kept.</summary>
    public static Result<Dictionary<string, string>> Read(List<TagShape>? tags) =>
        tags?.DistinctBy(t => t.Key, StringComparer.OrdinalIgnoreCase).Count() < tags?.Count
            ? new AwsError("InvalidInput", "Duplicate tag keys found. Please note that Tag keys are case insensitive.")
            : (tags ?? []).ToDictionary(t => t.Key, t => t.Value);

    /// <summary>Null when there are none, as IAM leaves them out.</summary>
    public static List<TagShape>? Of(Dictionary<string, string> tags) =>
        tags.Count == 0 ? null : [.. tags.Select(t => new TagShape(t.Key, t.Value))];
}
