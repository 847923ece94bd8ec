using System.Text.Json.Nodes;
using System.Xml.Linq;
using LocalCloud.Aws.CloudFormation.Templates;
using LocalCloud.Aws.S3;
using LocalCloud.Aws.S3.Acls;
using LocalCloud.Aws.S3.Buckets;
using LocalCloud.Aws.S3.Expiry;
using LocalCloud.Aws.S3.Locks;
using LocalCloud.Aws.S3.Notifications;
using LocalCloud.Aws.S3.Protocol;
using LocalCloud.Aws.S3.Websites;

namespace LocalCloud.Aws.CloudFormation.Resources;

/// <summary>
/// A bucket's properties as the documents that S3 keeps of it. S3's own operations for them read from the wire, so this goes to its state.
/// </summary>
internal static class BucketDocuments
{
    private static readonly XNamespace Namespace = S3Xml.Namespace;

    public static Dictionary<string, string> Of(JsonObject properties)
    {
        var documents = new Dictionary<string, string>(StringComparer.Ordinal);
        if (properties["PublicAccessBlockConfiguration"] is JsonObject block)
            documents["publicAccessBlock"] = PublicAccessBlock.Document(setting => Scalars.Member(block, setting) == "true");
        if (properties["Tags"] is JsonArray { Count: > 0 } tags)
            documents["tagging"] = TagSet.Document(
                tags.ToDictionary(tag => Scalars.Member(tag, "Key")!, tag => Scalars.Member(tag, "Value") ?? "")
            );
        if (properties["OwnershipControls"]?["Rules"] is JsonArray ownership)
            documents["ownershipControls"] = Document(
                "OwnershipControls",
                ownership.Select(rule => Element("Rule", Texts(rule, "ObjectOwnership")))
            );
        if (properties["BucketEncryption"]?["ServerSideEncryptionConfiguration"] is JsonArray encryption)
            documents["encryption"] = Document(
                "ServerSideEncryptionConfiguration",
                encryption.Select(rule =>
                    Element(
                        "Rule",
                        Element(
                            "ApplyServerSideEncryptionByDefault",
                            Texts(rule!["ServerSideEncryptionByDefault"], "SSEAlgorithm", "KMSMasterKeyID")
                        ),
                        Texts(rule, "BucketKeyEnabled"),
                        rule!["BlockedEncryptionTypes"] is { } blocked
                            ? Element("BlockedEncryptionTypes", Each(blocked, "EncryptionType", "EncryptionType"))
                            : null
                    )
                )
            );
        if (Scalars.Member(properties, "AccessControl") is { } canned)
            documents[Acl.Subresource] = canned;
        if (properties["CorsConfiguration"]?["CorsRules"] is JsonArray cors)
            documents["cors"] = Document(
                "CORSConfiguration",
                cors.Select(rule =>
                    Element(
                        "CORSRule",
                        Each(rule, "AllowedHeaders", "AllowedHeader"),
                        Each(rule, "AllowedMethods", "AllowedMethod"),
                        Each(rule, "AllowedOrigins", "AllowedOrigin"),
                        Each(rule, "ExposedHeaders", "ExposeHeader"),
                        Scalars.Member(rule, "Id") is { } id ? Element("ID", id) : null,
                        Scalars.Member(rule, "MaxAge") is { } age ? Element("MaxAgeSeconds", age) : null
                    )
                )
            );
        if (Scalars.Member(properties["VersioningConfiguration"], "Status") is { } versioning)
            documents[BucketVersioning.Subresource] = versioning;
        if (properties["WebsiteConfiguration"] is { } site)
            documents[WebsiteConfiguration.Subresource] = BucketWebsite.Document(site);
        if (properties["LifecycleConfiguration"] is { } lifecycle)
            (documents[LifecycleRules.Subresource], documents[LifecycleRules.Setting]) = (
                BucketLifecycle.Document(lifecycle),
                Scalars.Member(lifecycle, "TransitionDefaultMinimumObjectSize") ?? Lifecycle.MinimumSizes[0]
            );
        if (Scalars.Member(properties, "ObjectLockEnabled") == "true")
            (documents[ObjectLockConfiguration.Subresource], documents[BucketVersioning.Subresource]) = (LockRule.Enabled, "Enabled");
        if (properties["ObjectLockConfiguration"] is JsonObject locking)
            documents[ObjectLockConfiguration.Subresource] = Document(
                "ObjectLockConfiguration",
                [
                    Element("ObjectLockEnabled", "Enabled"),
                    .. locking["Rule"]?["DefaultRetention"] is { } retention
                        ? [Element("Rule", Element("DefaultRetention", Texts(retention, "Mode", "Days", "Years")))]
                        : Array.Empty<XElement>(),
                ]
            );
        if (properties["NotificationConfiguration"] is JsonObject notification)
            documents[BucketNotification.Subresource] = new NotificationRules(
                [
                    .. Targets(notification, "TopicConfigurations", "Topic", "Topic"),
                    .. Targets(notification, "QueueConfigurations", "Queue", "Queue"),
                    .. Targets(notification, "LambdaConfigurations", "Function", "CloudFunction"),
                ],
                notification["EventBridgeConfiguration"] is { } bridge && Scalars.Member(bridge, "EventBridgeEnabled") != "false"
            ).Document();
        return documents;
    }

    private static IEnumerable<NotificationTarget> Targets(JsonObject notification, string list, string destination, string kind) =>
        (notification[list] as JsonArray ?? []).Select(target =>
        {
            var rules = target?["Filter"]?["S3Key"]?["Rules"] as JsonArray ?? [];
            return new NotificationTarget(
                kind,
                Guid.NewGuid().ToString(),
                Scalars.Member(target, destination)!,
                [Scalars.Member(target, "Event")!],
                Rule("prefix"),
                Rule("suffix")
            );

            string Rule(string name) =>
                rules
                    .Where(rule => string.Equals(Scalars.Member(rule, "Name"), name, StringComparison.OrdinalIgnoreCase))
                    .Select(rule => Scalars.Member(rule, "Value"))
                    .FirstOrDefault()
                ?? "";
        });

    public static bool Exists(ResourceCall call, string bucket) => call.Host.Read(State(call), state => state.TryGetBucket(bucket, out _));

    /// <summary>What was set before and is not wanted any more goes back to what a new bucket has.</summary>
    public static ValueTask<Result<Nothing>> SetAsync(
        ResourceCall call,
        string bucket,
        Dictionary<string, string> before,
        Dictionary<string, string> wanted
    ) => call.Host.ChangeAsync<S3State, Nothing>(State(call), (state, changes) =>
        {
            if (!state.TryGetBucket(bucket, out var found))
                return new AwsError("NoSuchBucket", "The specified bucket does not exist", 404);
            var documents = new Dictionary<string, string>(found.Row.Documents, StringComparer.Ordinal);
            foreach (var name in before.Keys)
                documents.Remove(name);
            if (before.ContainsKey("publicAccessBlock"))
                documents["publicAccessBlock"] = PublicAccessBlock.AllBlocked;
            // Versions that there are cannot be undone.
            if (before.ContainsKey(BucketVersioning.Subresource))
                documents[BucketVersioning.Subresource] = "Suspended";
            foreach (var (name, document) in wanted)
                documents[name] = document;
            var refused = Of(Fault(documents) ?? SetAcl(found, documents, wanted, state.OwnerId))
                ?? KeepLocked(found, documents)
                ?? DateLifecycle(found, documents, state.Time.GetUtcNow());
            if (refused is not null)
                return refused;
            state.Put(changes, found.Row with { Documents = documents });
            return Nothing.Instance;
        });

    // Nor can Object Lock, nor its versioning.
    private static AwsError? KeepLocked(Bucket bucket, Dictionary<string, string> documents)
    {
        if (bucket.LockRule is not null)
        {
            documents.TryAdd(ObjectLockConfiguration.Subresource, LockRule.Enabled);
            documents[BucketVersioning.Subresource] = "Enabled";
        }
        if (!documents.TryGetValue(ObjectLockConfiguration.Subresource, out var locking))
            return null;
        var fault =
            documents.GetValueOrDefault(BucketVersioning.Subresource) == "Enabled"
                ? LockRule.Fault(S3Xml.Parse(System.Text.Encoding.UTF8.GetBytes(locking))!)
                : ObjectLockConfiguration.NotVersioned;
        return Of(fault);
    }

    // PublicRead is public-read to S3
    private static S3Error? SetAcl(Bucket bucket, Dictionary<string, string> documents, Dictionary<string, string> wanted, string owner)
    {
        if (!wanted.TryGetValue(Acl.Subresource, out var control))
            return null;
        documents.Remove(Acl.Subresource);
        var name = string.Concat(
            control.Select((c, at) => char.IsAsciiLetterUpper(c) ? (at > 0 ? "-" : "") + char.ToLowerInvariant(c) : $"{c}")
        );
        if (AclHeaders.OfCanned(name, owner) is not { } grants)
            return new("InvalidArgument", $"AccessControl {control} is no canned ACL", 400);
        if (Acl.IsOwners(grants, owner))
            return null;
        var set = new Bucket(bucket.Row with { Documents = documents });
        if (OwnershipControls.AreEnforced(set))
            return OwnershipControls.WithAcl;
        if (grants.Any(grant => grant.IsPublic) && PublicAccessBlock.Is(set, "BlockPublicAcls"))
            return PublicAccessBlock.WithAcl;
        documents[Acl.Subresource] = Acl.Text(owner, grants);
        return null;
    }

    private static S3Error? Fault(Dictionary<string, string> documents) =>
        documents.TryGetValue(WebsiteConfiguration.Subresource, out var site)
            ? WebsiteConfiguration.Fault(S3Xml.Parse(System.Text.Encoding.UTF8.GetBytes(site))!)
            : null;

    // Rules that were there before go on as they were.
    private static AwsError? DateLifecycle(Bucket bucket, Dictionary<string, string> documents, DateTimeOffset now)
    {
        if (!documents.TryGetValue(LifecycleRules.Subresource, out var wanted))
            return null;
        if (bucket.Document(LifecycleRules.Subresource) == wanted)
            return null;
        documents[LifecycleRules.PutAt] = LifecycleRules.Text(now);
        return Of(Lifecycle.Check(S3Xml.Parse(System.Text.Encoding.UTF8.GetBytes(wanted))!));
    }

    private static AwsError? Of(S3Error? fault) => fault is null ? null : new(fault.Code, fault.Message, fault.Status);

    private static S3State State(ResourceCall call) => call.Host.Service<S3Service>().StateOf(call.Scope);

    private static string Document(string root, IEnumerable<XElement> content) =>
        Element(root, content).ToString(SaveOptions.DisableFormatting);

    private static XElement Element(string name, params object?[] content) => new(Namespace + name, content);

    private static IEnumerable<XElement> Texts(JsonNode? from, params string[] names) =>
        names.Where(name => Scalars.Member(from, name) is not null).Select(name => Element(name, Scalars.Member(from, name)));

    private static IEnumerable<XElement> Each(JsonNode? from, string list, string name) =>
        (from?[list] as JsonArray ?? []).Select(item => Element(name, Scalars.Text(item)));
}
