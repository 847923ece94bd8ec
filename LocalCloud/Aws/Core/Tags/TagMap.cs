namespace LocalCloud.Aws;

/// <summary>
/// Tags by their keys, as they are kept. A map is never changed but replaced, as an answer that has it may be on its way.
/// </summary>
internal static class TagMap
{
    /// <summary>Tags of a resource (docs: Tagging AWS resources).</summary>
    public const int Most = 50;

    /// <summary>Of a request's list; of a key that comes twice the last value counts.</summary>
    public static Dictionary<string, string> Of(List<ResourceTag>? tags) => With([], Pairs(tags));

    public static Dictionary<string, string> With(Dictionary<string, string> tags, IEnumerable<KeyValuePair<string, string>>? added)
    {
        var all = new Dictionary<string, string>(tags);
        foreach (var (key, value) in added ?? [])
            all[key] = value;
        return all;
    }

    public static Dictionary<string, string> Without(Dictionary<string, string> tags, List<string>? keys) =>
        tags.Where(tag => keys?.Contains(tag.Key) is not true).ToDictionary();

    public static IEnumerable<KeyValuePair<string, string>> Pairs(List<ResourceTag>? tags) =>
        (tags ?? []).Select(tag => KeyValuePair.Create(tag.Key, tag.Value));

    /// <summary>For an answer.</summary>
    public static List<ResourceTag> List(Dictionary<string, string> tags) => [.. tags.Select(tag => new ResourceTag(tag.Key, tag.Value))];
}
