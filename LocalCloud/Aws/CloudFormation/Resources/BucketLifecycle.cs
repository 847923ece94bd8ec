using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using LocalCloud.Aws.CloudFormation.Templates;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.CloudFormation.Resources;

/// <summary>LifecycleConfiguration, whose rules are flatter in a template than in S3's document.</summary>
internal static class BucketLifecycle
{
    private static readonly Shape Move = Shape.Object(
        new("StorageClass", Shape.Text) { Required = true },
        new("TransitionDate", Shape.Text),
        new("TransitionInDays", Shape.Integer)
    );

    private static readonly Shape NoncurrentMove = Shape.Object(
        new("StorageClass", Shape.Text) { Required = true },
        new("TransitionInDays", Shape.Integer),
        new("NewerNoncurrentVersions", Shape.Integer)
    );

    public static readonly Shape Shape = Shape.Object(
        new("TransitionDefaultMinimumObjectSize", Shape.Text),
        new(
            "Rules",
            Shape.List(
                Shape.Object(
                    new("Id", Shape.Text),
                    new("Status", Shape.Text) { Required = true },
                    new("Prefix", Shape.Text),
                    new("TagFilters", Shape.Tags),
                    new("ObjectSizeGreaterThan", Shape.Text),
                    new("ObjectSizeLessThan", Shape.Text),
                    new("ExpirationDate", Shape.Text),
                    new("ExpirationInDays", Shape.Integer),
                    new("ExpiredObjectDeleteMarker", Shape.Boolean),
                    new(
                        "AbortIncompleteMultipartUpload",
                        Shape.Object(new Property("DaysAfterInitiation", Shape.Integer) { Required = true })
                    ),
                    new(
                        "NoncurrentVersionExpiration",
                        Shape.Object(
                            new("NoncurrentDays", Shape.Integer) { Required = true },
                            new("NewerNoncurrentVersions", Shape.Integer)
                        )
                    ),
                    new("NoncurrentVersionExpirationInDays", Shape.Integer),
                    new("Transition", Move),
                    new("Transitions", Shape.List(Move)),
                    new("NoncurrentVersionTransition", NoncurrentMove),
                    new("NoncurrentVersionTransitions", Shape.List(NoncurrentMove))
                )
            )
        )
        {
            Required = true,
        }
    );

    public static string Document(JsonNode lifecycle) =>
        Element("LifecycleConfiguration", (lifecycle["Rules"] as JsonArray ?? []).Select(rule => Rule(rule!)))
            .ToString(SaveOptions.DisableFormatting);

    private static XElement Rule(JsonNode rule)
    {
        var element = Element(
            "Rule",
            Element("Status", Scalars.Member(rule, "Status")),
            Filter(rule),
            Expiration(rule),
            Each(rule, "Transition", "Transitions")
                .Select(move =>
                    Element(
                        "Transition",
                        Text(move, "TransitionDate", "Date"),
                        Text(move, "TransitionInDays", "Days"),
                        Text(move, "StorageClass", "StorageClass")
                    )
                ),
            NoncurrentExpiration(rule),
            Each(rule, "NoncurrentVersionTransition", "NoncurrentVersionTransitions")
                .Select(move =>
                    Element(
                        "NoncurrentVersionTransition",
                        Text(move, "TransitionInDays", "NoncurrentDays"),
                        Text(move, "NewerNoncurrentVersions", "NewerNoncurrentVersions"),
                        Text(move, "StorageClass", "StorageClass")
                    )
                ),
            rule["AbortIncompleteMultipartUpload"] is { } abort
                ? Element("AbortIncompleteMultipartUpload", Text(abort, "DaysAfterInitiation", "DaysAfterInitiation"))
                : null
        );
        // The same rule has the same id after an update
        element.AddFirst(
            Element(
                "ID",
                Scalars.Member(rule, "Id")
                    ?? Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(rule.ToJsonString())).AsSpan(0, 18))
            )
        );
        return element;
    }

    private static XElement Filter(JsonNode rule)
    {
        List<XElement> all =
        [
            .. new[]
            {
                Text(rule, "Prefix", "Prefix"),
                Text(rule, "ObjectSizeGreaterThan", "ObjectSizeGreaterThan"),
                Text(rule, "ObjectSizeLessThan", "ObjectSizeLessThan"),
            }.OfType<XElement>(),
            .. (rule["TagFilters"] as JsonArray ?? []).Select(tag => Element("Tag", Text(tag, "Key", "Key"), Text(tag, "Value", "Value"))),
        ];
        return Element("Filter", all.Count > 1 ? Element("And", all) : all);
    }

    private static XElement? Expiration(JsonNode rule)
    {
        XElement?[] content =
        [
            Text(rule, "ExpirationDate", "Date"),
            Text(rule, "ExpirationInDays", "Days"),
            Text(rule, "ExpiredObjectDeleteMarker", "ExpiredObjectDeleteMarker"),
        ];
        return content.Any(element => element is not null) ? Element("Expiration", content) : null;
    }

    private static XElement? NoncurrentExpiration(JsonNode rule) =>
        rule["NoncurrentVersionExpiration"] is { } expiration
            ? Element(
                "NoncurrentVersionExpiration",
                Text(expiration, "NewerNoncurrentVersions", "NewerNoncurrentVersions"),
                Text(expiration, "NoncurrentDays", "NoncurrentDays")
            )
        : Scalars.Member(rule, "NoncurrentVersionExpirationInDays") is { } days
            ? Element("NoncurrentVersionExpiration", Element("NoncurrentDays", days))
        : null;

    private static IEnumerable<JsonNode> Each(JsonNode rule, string one, string many) =>
        new[] { rule[one] }.Concat(rule[many] as JsonArray ?? []).OfType<JsonNode>();

    private static XElement? Text(JsonNode? from, string member, string name) =>
        Scalars.Member(from, member) is { } value ? Element(name, value) : null;

    private static XElement Element(string name, params object?[] content) => new(XNamespace.Get(S3Xml.Namespace) + name, content);
}
