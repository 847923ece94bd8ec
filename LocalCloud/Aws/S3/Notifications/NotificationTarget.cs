using System.Xml.Linq;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Notifications;

/// <summary>One destination of a bucket's notifications, and what it wants to hear of.</summary>
/// <param name="Kind">Queue, Topic or CloudFunction, as the element that holds the ARN is named.</param>
internal sealed record NotificationTarget(string Kind, string Id, string Arn, IReadOnlyList<string> Events, string Prefix, string Suffix)
{
    public static readonly string[] Kinds = ["Topic", "Queue", "CloudFunction"];

    public bool Wants(string eventName, string key) =>
        key.StartsWith(Prefix, StringComparison.Ordinal)
        && key.EndsWith(Suffix, StringComparison.Ordinal)
        && Events.Any(wanted => Covers(wanted, eventName));

    /// <summary>s3:ObjectCreated:* covers s3:ObjectCreated:Put.</summary>
    public static bool Covers(string wanted, string eventName) =>
        wanted == eventName
        || (wanted.EndsWith(":*", StringComparison.Ordinal) && eventName.StartsWith(wanted[..^1], StringComparison.Ordinal));

    public static NotificationTarget Of(string kind, XElement element)
    {
        var rules = element
            .Children("Filter")
            .SelectMany(filter => filter.Children("S3Key"))
            .SelectMany(key => key.Children("FilterRule"))
            .ToList();
        return new(
            kind,
            element.Child("Id") is { Length: > 0 } id ? id : Guid.NewGuid().ToString(),
            element.Child(kind) ?? "",
            [.. element.Children("Event").Select(child => child.Value)],
            Rule("prefix"),
            Rule("suffix")
        );

        string Rule(string name) =>
            rules.FirstOrDefault(rule => string.Equals(rule.Child("Name"), name, StringComparison.OrdinalIgnoreCase))?.Child("Value") ?? "";
    }

    public XElement ToXml() =>
        new(
            Name($"{Kind}Configuration"),
            new XElement(Name("Id"), Id),
            new XElement(Name(Kind), Arn),
            Events.Select(wanted => new XElement(Name("Event"), wanted)),
            Prefix.Length + Suffix.Length == 0
                ? null
                : new XElement(Name("Filter"), new XElement(Name("S3Key"), Rule("Prefix", Prefix), Rule("Suffix", Suffix)))
        );

    private static XElement? Rule(string name, string value) =>
        value.Length == 0 ? null : new(Name("FilterRule"), new XElement(Name("Name"), name), new XElement(Name("Value"), value));

    private static XName Name(string local) => XNamespace.Get(S3Xml.Namespace) + local;
}
