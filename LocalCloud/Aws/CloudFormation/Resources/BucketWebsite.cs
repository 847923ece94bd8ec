using System.Text.Json.Nodes;
using System.Xml.Linq;
using LocalCloud.Aws.CloudFormation.Templates;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.CloudFormation.Resources;

/// <summary>WebsiteConfiguration as the document that S3 keeps.</summary>
internal static class BucketWebsite
{
    private static readonly string[] Redirection = ["HostName", "HttpRedirectCode", "Protocol", "ReplaceKeyPrefixWith", "ReplaceKeyWith"];

    private static readonly string[] Conditions = ["KeyPrefixEquals", "HttpErrorCodeReturnedEquals"];

    public static readonly Shape Shape = Shape.Object(
        new("IndexDocument", Shape.Text),
        new("ErrorDocument", Shape.Text),
        new("RedirectAllRequestsTo", Shape.Object(new("HostName", Shape.Text) { Required = true }, new("Protocol", Shape.Text))),
        new(
            "RoutingRules",
            Shape.List(
                Shape.Object(
                    new("RedirectRule", Shape.Object([.. Redirection.Select(name => new Property(name, Shape.Text))])) { Required = true },
                    new("RoutingRuleCondition", Shape.Object([.. Conditions.Select(name => new Property(name, Shape.Text))]))
                )
            )
        )
    );

    /// <summary>Where the site is: not AWS's name for it but one that leads here.</summary>
    public static string Address(Host host, string bucket, string region) =>
        $"http://{bucket}.s3-website.{region}.localhost:{new Uri(host.Endpoint).Port}";

    public static string Document(JsonNode site) =>
        Element(
                "WebsiteConfiguration",
                Nested(site, "IndexDocument", "Suffix"),
                Nested(site, "ErrorDocument", "Key"),
                site["RedirectAllRequestsTo"] is { } all ? Element("RedirectAllRequestsTo", Texts(all, "HostName", "Protocol")) : null,
                site["RoutingRules"] is JsonArray { Count: > 0 } rules
                    ? Element(
                        "RoutingRules",
                        rules.Select(rule =>
                            Element(
                                "RoutingRule",
                                rule!["RoutingRuleCondition"] is { } condition ? Element("Condition", Texts(condition, Conditions)) : null,
                                Element("Redirect", Texts(rule["RedirectRule"], Redirection))
                            )
                        )
                    )
                    : null
            )
            .ToString(SaveOptions.DisableFormatting);

    private static XElement? Nested(JsonNode site, string member, string name) =>
        Scalars.Member(site, member) is { } value ? Element(member, Element(name, value)) : null;

    private static IEnumerable<XElement> Texts(JsonNode? from, params string[] names) =>
        names.Where(name => Scalars.Member(from, name) is not null).Select(name => Element(name, Scalars.Member(from, name)));

    private static XElement Element(string name, params object?[] content) => new(XNamespace.Get(S3Xml.Namespace) + name, content);
}
