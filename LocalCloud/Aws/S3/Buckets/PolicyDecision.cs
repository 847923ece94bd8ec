using System.IO.Enumeration;
using System.Text.Json;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Buckets;

/// <summary>
/// What a bucket's policy lets another account do. The owner's own requests are not asked about, for IAM decides nothing here. A statement
/// with a condition gives no right and takes none: what conditions speak of (addresses, organizations) is not known on one machine.
/// </summary>
internal static class PolicyDecision
{
    /// <returns>Null where it says nothing.</returns>
    public static bool? Of(string? policy, string account, S3Operation operation, S3Request request)
    {
        if (policy is null)
            return null;
        using var document = JsonDocument.Parse(policy);
        var applying = Items(document.RootElement, "Statement")
            .Where(statement => statement.ValueKind == JsonValueKind.Object && !statement.TryGetProperty("Condition", out _)
                && Names(statement, account) && Applies(statement, "Action", ActionOf(operation, request), StringComparison.OrdinalIgnoreCase)
                && Applies(statement, "Resource", ResourceOf(operation, request), StringComparison.Ordinal))
            .Select(statement => statement.TryGetProperty("Effect", out var effect) ? Text(effect) : null)
            .ToList();
        return applying.Contains("Deny") ? false : applying.Contains("Allow") ? true : null;
    }

    /// <summary>The permission that the operation needs: docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html</summary>
    private static string ActionOf(S3Operation operation, S3Request request)
    {
        var version = request.Query("versionId") is null ? "" : "Version";
        return "s3:" + operation.Name switch
        {
            "GetObject" or "HeadObject" => $"GetObject{version}",
            "DeleteObject" => $"DeleteObject{version}",
            "DeleteObjects" => "DeleteObject",
            "PutObject" or "PostObject" or "CopyObject" or "CreateMultipartUpload" or "UploadPart" or "UploadPartCopy"
                or "CompleteMultipartUpload" => "PutObject",
            "ListObjects" or "ListObjectsV2" or "HeadBucket" => "ListBucket",
            "ListObjectVersions" => "ListBucketVersions",
            "ListMultipartUploads" => "ListBucketMultipartUploads",
            "ListParts" => "ListMultipartUploadParts",
            "GetBucketLifecycleConfiguration" => "GetLifecycleConfiguration",
            "GetBucketEncryption" => "GetEncryptionConfiguration",
            "GetBucketNotificationConfiguration" => "GetBucketNotification",
            var name => name,
        };
    }

    private static string ResourceOf(S3Operation operation, S3Request request) => operation.Level switch
    {
        S3Level.Object => $"arn:aws:s3:::{request.Bucket}/{request.Key}",
        _ when operation.Name is "DeleteObjects" or "PostObject" => $"arn:aws:s3:::{request.Bucket}/*",
        _ => $"arn:aws:s3:::{request.Bucket}",
    };

    private static bool Names(JsonElement statement, string account) => statement.TryGetProperty("Principal", out var principal)
        && (principal.ValueKind == JsonValueKind.Object ? Items(principal, "AWS") : [principal]).Select(Text).OfType<string>()
            .Any(name => name == "*" || name == account || (name.Split(':') is ["arn", _, _, _, var owner, ..] && owner == account));

    private static bool Applies(JsonElement statement, string member, string value, StringComparison comparison) =>
        Items(statement, member).Select(Text).OfType<string>().Any(pattern =>
            FileSystemName.MatchesSimpleExpression(pattern, value, comparison == StringComparison.OrdinalIgnoreCase));

    /// <summary>A member that is one or a list of them.</summary>
    private static IEnumerable<JsonElement> Items(JsonElement parent, string member) =>
        parent.ValueKind != JsonValueKind.Object || !parent.TryGetProperty(member, out var value) ? []
        : value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [value];

    private static string? Text(JsonElement element) => element.ValueKind == JsonValueKind.String ? element.GetString() : null;
}
