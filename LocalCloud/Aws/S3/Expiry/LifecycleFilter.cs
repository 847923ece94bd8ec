using System.Globalization;
using System.Xml.Linq;
using LocalCloud.Aws.S3.Objects;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Expiry;

/// <summary>Which objects a lifecycle rule is about: those of which everything holds.</summary>
internal sealed record LifecycleFilter(string Prefix, IReadOnlyList<(string Key, string Value)> Tags, long? GreaterThan, long? LessThan)
{
    private static readonly string[] Kinds = ["Prefix", "Tag", "And", "ObjectSizeGreaterThan", "ObjectSizeLessThan"];

    public bool HasSize => GreaterThan is not null || LessThan is not null;

    /// <summary>Delete markers and uploads have neither tags nor a size to be told by.</summary>
    public bool IsPrefixOnly => Tags.Count == 0 && !HasSize;

    public bool Matches(string key) => IsPrefixOnly && key.StartsWith(Prefix, StringComparison.Ordinal);

    public bool Matches(StoredObject stored) =>
        stored.IsDeleteMarker
            ? Matches(stored.Key)
            : stored.Key.StartsWith(Prefix, StringComparison.Ordinal)
                && !(stored.Size <= GreaterThan)
                && !(stored.Size >= LessThan)
                && Tags.All(tag => stored.Attributes.Tags.GetValueOrDefault(tag.Key) == tag.Value);

    /// <summary>Of a rule: in its Filter, in that's And, or the prefix of the older form.</summary>
    public static LifecycleFilter? Of(XElement rule)
    {
        var filter = rule.Children("Filter").FirstOrDefault() ?? rule;
        if (filter != rule && (filter.Elements().Count() > 1 || filter.Elements().Any(element => !Kinds.Contains(element.Name.LocalName))))
            return null;
        var all = filter.Children("And").FirstOrDefault() ?? filter;
        var tags = all.Children("Tag").Select(tag => (Key: tag.Child("Key"), Value: tag.Child("Value"))).ToList();
        var sizes = new[] { "ObjectSizeGreaterThan", "ObjectSizeLessThan" }.Select(all.Child).ToList();
        if (tags.Any(tag => tag.Key is null || tag.Value is null) || sizes.Any(size => size is not null && !TryParse(size, out _)))
            return null;
        return new(all.Child("Prefix") ?? "", [.. tags.Select(tag => (tag.Key!, tag.Value!))], Size(sizes[0]), Size(sizes[1]));
    }

    private static long? Size(string? text) => text is not null && TryParse(text, out var size) ? size : null;

    private static bool TryParse(string text, out long size) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out size);
}
