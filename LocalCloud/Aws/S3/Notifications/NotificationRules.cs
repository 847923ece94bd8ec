using System.Text;
using System.Xml.Linq;
using LocalCloud.Aws.EventBridge;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Notifications;

/// <summary>What a bucket tells to whom.</summary>
internal sealed record NotificationRules(IReadOnlyList<NotificationTarget> Targets, bool ToEventBridge)
{
    private static readonly string[] Known =
    [
        "s3:ReducedRedundancyLostObject",
        "s3:ObjectCreated:*",
        "s3:ObjectCreated:Put",
        "s3:ObjectCreated:Post",
        "s3:ObjectCreated:Copy",
        "s3:ObjectCreated:CompleteMultipartUpload",
        "s3:ObjectRemoved:*",
        "s3:ObjectRemoved:Delete",
        "s3:ObjectRemoved:DeleteMarkerCreated",
        "s3:ObjectRestore:*",
        "s3:ObjectRestore:Post",
        "s3:ObjectRestore:Completed",
        "s3:ObjectRestore:Delete",
        "s3:Replication:*",
        "s3:Replication:OperationFailedReplication",
        "s3:Replication:OperationNotTracked",
        "s3:Replication:OperationMissedThreshold",
        "s3:Replication:OperationReplicatedAfterThreshold",
        "s3:LifecycleTransition",
        "s3:IntelligentTiering",
        "s3:ObjectAcl:Put",
        "s3:LifecycleExpiration:*",
        "s3:LifecycleExpiration:Delete",
        "s3:LifecycleExpiration:DeleteMarkerCreated",
        "s3:ObjectTagging:*",
        "s3:ObjectTagging:Put",
        "s3:ObjectTagging:Delete",
    ];

    public static NotificationRules? Of(string? document) => document is null ? null : Of(S3Xml.Parse(Encoding.UTF8.GetBytes(document))!);

    public static NotificationRules Of(XElement root) =>
        new(
            [
                .. NotificationTarget.Kinds.SelectMany(kind =>
                    root.Children($"{kind}Configuration").Select(element => NotificationTarget.Of(kind, element))
                ),
            ],
            root.Children("EventBridgeConfiguration").Any()
        );

    /// <summary>With the ids that S3 gives to what came without.</summary>
    public string Document() =>
        new XElement(
            XNamespace.Get(S3Xml.Namespace) + "NotificationConfiguration",
            Targets.Select(target => target.ToXml()),
            ToEventBridge ? new XElement(XNamespace.Get(S3Xml.Namespace) + "EventBridgeConfiguration") : null
        ).ToString(SaveOptions.DisableFormatting);

    public static S3Error? Fault(XElement root)
    {
        foreach (var rule in root.Descendants().Where(element => element.Name.LocalName == "FilterRule"))
            if (rule.Child("Name")?.ToLowerInvariant() is not ("prefix" or "suffix"))
                return S3Error.InvalidArgument(
                    "filter rule name must be either prefix or suffix",
                    "FilterRule.Name",
                    rule.Child("Name") ?? ""
                );
        var targets = Of(root).Targets;
        if (targets.Any(target => target.Events.Count == 0 || target.Arn.Length == 0))
            return S3Error.MalformedXml;
        if (targets.SelectMany(target => target.Events).FirstOrDefault(name => !Known.Contains(name)) is { } unknown)
            return S3Error.InvalidArgument("A specified event is not supported for notifications.", "Event", unknown);
        if (
            targets.FirstOrDefault(target => !Arn.TryParse(target.Arn, out var arn) || arn.Service != ServiceOf(target.Kind)) is { } foreign
        )
            return S3Error.InvalidArgument("The ARN could not be parsed", foreign.Kind, foreign.Arn);
        for (var later = 1; later < targets.Count; later++)
        for (var earlier = 0; earlier < later; earlier++)
            if (Overlap(targets[earlier], targets[later]))
                return new(
                    "InvalidArgument",
                    targets[earlier].Prefix.Length
                        + targets[earlier].Suffix.Length
                        + targets[later].Prefix.Length
                        + targets[later].Suffix.Length
                    == 0
                        ? "Configurations overlap. Configurations on the same bucket cannot share a common event type."
                        : "Configuration is ambiguously defined. Cannot have overlapping suffixes in two rules if the prefixes are "
                            + "overlapping for the same event type.",
                    400
                );
        return null;
    }

    public static string ServiceOf(string kind) =>
        kind switch
        {
            "Queue" => "sqs",
            "Topic" => "sns",
            _ => "lambda",
        };

    private static bool Overlap(NotificationTarget one, NotificationTarget two) =>
        one.Events.Any(a => two.Events.Any(b => NotificationTarget.Covers(a, b) || NotificationTarget.Covers(b, a)))
        && (one.Prefix.StartsWith(two.Prefix, StringComparison.Ordinal) || two.Prefix.StartsWith(one.Prefix, StringComparison.Ordinal))
        && (one.Suffix.EndsWith(two.Suffix, StringComparison.Ordinal) || two.Suffix.EndsWith(one.Suffix, StringComparison.Ordinal));
}
