using System.Xml.Linq;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Buckets;

internal static class PublicAccessBlock
{
    public const string Subresource = "publicAccessBlock";

    private static readonly string[] Settings = ["BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"];

    public static readonly string AllBlocked = Document(_ => true);

    public static string Document(Func<string, bool> isBlocked) =>
        $"<PublicAccessBlockConfiguration xmlns=\"{S3Xml.Namespace}\">"
        + string.Concat(Settings.Select(setting => $"<{setting}>{(isBlocked(setting) ? "true" : "false")}</{setting}>"))
        + "</PublicAccessBlockConfiguration>";

    /// <summary>Of a new bucket, which blocks them.</summary>
    public static readonly S3Error WithAcl = new(
        "InvalidBucketAclWithBlockPublicAccessError",
        "Bucket cannot have public ACLs set with BlockPublicAccess enabled",
        400
    );

    public static bool Is(Bucket bucket, string setting) =>
        bucket.Document(Subresource) is { } document && IsTrue(S3Xml.Parse(System.Text.Encoding.UTF8.GetBytes(document))!.Child(setting));

    /// <summary>What was not given is false.</summary>
    public static string Normalised(XElement root) => Document(setting => IsTrue(root.Child(setting)));

    public static S3Error? Check(XElement root) =>
        root.Elements().All(element => Settings.Contains(element.Name.LocalName) && element.Value.ToLowerInvariant() is "true" or "false")
            ? null
            : S3Error.MalformedXml;

    private static bool IsTrue(string? text) => string.Equals(text, "true", StringComparison.OrdinalIgnoreCase);
}
