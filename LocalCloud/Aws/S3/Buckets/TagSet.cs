using System.Globalization;
using System.Xml.Linq;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Buckets;

/// <summary>Tags of buckets and objects: limits and forms.</summary>
internal static class TagSet
{
    public const int BucketLimit = 50;
    public const int ObjectLimit = 10;

    /// <summary>The Tag elements under <paramref name="set"/>; null with an error when they break a rule.</summary>
    public static SortedDictionary<string, string>? Parse(XElement set, int limit, out S3Error? error)
    {
        var tags = set.Children("Tag").Select(tag => (Key: tag.Child("Key"), Value: tag.Child("Value"))).ToList();
        if (tags.Any(tag => tag.Key is null || tag.Value is null))
        {
            error = S3Error.MalformedXml;
            return null;
        }
        return Check(tags!, limit, out error);
    }

    /// <summary>The x-amz-tagging header: a query string.</summary>
    public static SortedDictionary<string, string>? ParseHeader(string header, out S3Error? error) =>
        Check(
            [
                .. header
                    .Split('&', StringSplitOptions.RemoveEmptyEntries)
                    .Select(pair => pair.Split('=', 2))
                    .Select(pair => (Unescape(pair[0]), pair.Length > 1 ? Unescape(pair[1]) : "")),
            ],
            ObjectLimit,
            out error
        );

    public static S3Answer Answer(IReadOnlyDictionary<string, string> tags) =>
        S3Answer.Document("Tagging", xml => xml.Element("TagSet", () =>
            {
                foreach (var (key, value) in tags)
                    xml.Element("Tag", () =>
                    {
                        xml.Element("Key", key);
                        xml.Element("Value", value);
                    });
            }));

    public static string Document(IReadOnlyDictionary<string, string> tags)
    {
        XNamespace ns = S3Xml.Namespace;
        return new XElement(
            ns + "Tagging",
            new XElement(
                ns + "TagSet",
                tags.Select(tag => new XElement(ns + "Tag", new XElement(ns + "Key", tag.Key), new XElement(ns + "Value", tag.Value)))
            )
        ).ToString(SaveOptions.DisableFormatting);
    }

    private static SortedDictionary<string, string>? Check(List<(string Key, string Value)> tags, int limit, out S3Error? error)
    {
        var checkedTags = new SortedDictionary<string, string>(StringComparer.Ordinal);
        error =
            tags.Count > limit
                ? new(
                    "BadRequest",
                    $"{(limit == ObjectLimit ? "Object" : "Bucket")} tags cannot be greater than "
                        + $"{limit.ToString(CultureInfo.InvariantCulture)}",
                    400
                )
                : null;
        foreach (var (key, value) in tags)
        {
            if (error is not null)
                break;
            if (key.Length is 0 or > 128)
                error = Invalid("The TagKey you have provided is invalid", key);
            else if (value.Length > 256)
                error = Invalid("The TagValue you have provided is invalid", key);
            else if (SystemTags.IsReserved(key))
                error = Invalid("System tags cannot be added/updated by requester", key);
            else if (!checkedTags.TryAdd(key, value))
                error = Invalid("Cannot provide multiple Tags with the same key", key);
        }
        return error is null ? checkedTags : null;
    }

    private static S3Error Invalid(string message, string key) => new("InvalidTag", message, 400, ("TagKey", key));

    private static string Unescape(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
