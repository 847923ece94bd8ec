namespace LocalCloud.Aws;

/// <summary>Tags in the order in which they were set, for services that keep and answer them so: one that is set again comes
/// last.</summary>
internal static class TagList
{
    public static List<ResourceTag> With(List<ResourceTag> tags, List<ResourceTag>? added) =>
        [.. tags.Where(tag => added?.Exists(other => other.Key == tag.Key) is not true), .. added ?? []];

    public static List<ResourceTag> Without(List<ResourceTag> tags, List<string> keys) => tags.FindAll(tag => !keys.Contains(tag.Key));

    public static bool HasDuplicates(List<ResourceTag>? tags) => tags is not null && tags.DistinctBy(tag => tag.Key).Count() < tags.Count;
}
