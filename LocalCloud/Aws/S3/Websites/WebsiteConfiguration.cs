using System.Text;
using System.Xml.Linq;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Websites;

/// <summary>How a bucket is shown as a web site: docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteHosting.html</summary>
/// <param name="All">Where all requests are led; then there is nothing else.</param>
internal sealed record WebsiteConfiguration(string Index, string? Error, Redirect? All, IReadOnlyList<RoutingRule> Rules)
{
    public const string Subresource = "website";

    private const int MostRules = 50;

    public static WebsiteConfiguration? Of(string? document) =>
        document is null ? null : Of(S3Xml.Parse(Encoding.UTF8.GetBytes(document))!);

    private static WebsiteConfiguration Of(XElement root) =>
        new(
            Nested(root, "IndexDocument", "Suffix") ?? "",
            Nested(root, "ErrorDocument", "Key"),
            root.Children("RedirectAllRequestsTo").Select(Redirect.Of).FirstOrDefault(),
            [.. RulesOf(root).Select(RoutingRule.Of)]
        );

    public static S3Error? Fault(XElement root)
    {
        var rules = RulesOf(root).ToList();
        if (root.Children("RedirectAllRequestsTo").FirstOrDefault() is { } all)
            return root.Elements().Count() > 1
                    ? Invalid("RedirectAllRequestsTo cannot be provided in conjunction with other Routing Rules.")
                : string.IsNullOrEmpty(all.Child("HostName")) ? S3Error.MalformedXml
                : Redirect.Fault(all);
        if (Nested(root, "IndexDocument", "Suffix") is not { } index)
            return Invalid("A value for IndexDocument Suffix must be provided if RedirectAllRequestsTo is empty");
        if (index.Length == 0 || index.Contains('/'))
            return Invalid("The IndexDocument Suffix is not well formed");
        if (root.Children("ErrorDocument").Any() && string.IsNullOrEmpty(Nested(root, "ErrorDocument", "Key")))
            return Invalid("The ErrorDocument Key is not well formed");
        if (rules.Count > MostRules)
            return Invalid(
                $"{rules.Count} routing rules provided, the number of routing rules in a website configuration is limited to {MostRules}."
            );
        return rules.Select(RoutingRule.Fault).FirstOrDefault(fault => fault is not null);
    }

    private static IEnumerable<XElement> RulesOf(XElement root) =>
        root.Children("RoutingRules").SelectMany(rules => rules.Children("RoutingRule"));

    private static string? Nested(XElement root, string element, string child) => root.Children(element).FirstOrDefault()?.Child(child);

    internal static S3Error Invalid(string message) => new("InvalidArgument", message, 400);
}
