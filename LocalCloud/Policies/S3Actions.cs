namespace LocalCloud.Policies;

/// <summary>
/// S3's permissions, which are called otherwise than its operations:
/// https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
/// </summary>
internal static class S3Actions
{
    private static readonly Dictionary<string, string> Renamed = new(StringComparer.Ordinal)
    {
        ["HeadObject"] = "GetObject",
        ["HeadBucket"] = "ListBucket",
        ["ListObjects"] = "ListBucket",
        ["ListObjectsV2"] = "ListBucket",
        ["ListObjectVersions"] = "ListBucketVersions",
        ["ListBuckets"] = "ListAllMyBuckets",
        ["ListMultipartUploads"] = "ListBucketMultipartUploads",
        ["ListParts"] = "ListMultipartUploadParts",
        ["CopyObject"] = "PutObject",
        ["PostObject"] = "PutObject",
        ["UploadPart"] = "PutObject",
        ["UploadPartCopy"] = "PutObject",
        ["CreateMultipartUpload"] = "PutObject",
        ["CompleteMultipartUpload"] = "PutObject",
        ["DeleteObjects"] = "DeleteObject",
        ["DeleteBucketCors"] = "PutBucketCORS",
        ["GetBucketCors"] = "GetBucketCORS",
        ["PutBucketCors"] = "PutBucketCORS",
        ["GetBucketLifecycleConfiguration"] = "GetLifecycleConfiguration",
        ["PutBucketLifecycleConfiguration"] = "PutLifecycleConfiguration",
        ["DeleteBucketLifecycle"] = "PutLifecycleConfiguration",
        ["GetBucketEncryption"] = "GetEncryptionConfiguration",
        ["PutBucketEncryption"] = "PutEncryptionConfiguration",
        ["DeleteBucketEncryption"] = "PutEncryptionConfiguration",
        ["GetBucketNotificationConfiguration"] = "GetBucketNotification",
        ["PutBucketNotificationConfiguration"] = "PutBucketNotification",
        ["GetPublicAccessBlock"] = "GetBucketPublicAccessBlock",
        ["PutPublicAccessBlock"] = "PutBucketPublicAccessBlock",
        ["DeletePublicAccessBlock"] = "PutBucketPublicAccessBlock",
        ["DeleteBucketTagging"] = "PutBucketTagging",
        ["DeleteBucketOwnershipControls"] = "PutBucketOwnershipControls",
        ["GetObjectLockConfiguration"] = "GetBucketObjectLockConfiguration",
        ["PutObjectLockConfiguration"] = "PutBucketObjectLockConfiguration",
        ["GetBucketAccelerateConfiguration"] = "GetAccelerateConfiguration",
        ["PutBucketAccelerateConfiguration"] = "PutAccelerateConfiguration",
        ["GetBucketReplication"] = "GetReplicationConfiguration",
        ["GetBucketInventoryConfiguration"] = "GetInventoryConfiguration",
        ["ListBucketInventoryConfigurations"] = "GetInventoryConfiguration",
        ["PutBucketInventoryConfiguration"] = "PutInventoryConfiguration",
        ["DeleteBucketInventoryConfiguration"] = "PutInventoryConfiguration",
        ["GetBucketAnalyticsConfiguration"] = "GetAnalyticsConfiguration",
        ["ListBucketAnalyticsConfigurations"] = "GetAnalyticsConfiguration",
        ["PutBucketAnalyticsConfiguration"] = "PutAnalyticsConfiguration",
        ["DeleteBucketAnalyticsConfiguration"] = "PutAnalyticsConfiguration",
        ["GetBucketMetricsConfiguration"] = "GetMetricsConfiguration",
        ["ListBucketMetricsConfigurations"] = "GetMetricsConfiguration",
        ["PutBucketMetricsConfiguration"] = "PutMetricsConfiguration",
        ["DeleteBucketMetricsConfiguration"] = "PutMetricsConfiguration",
        ["GetBucketIntelligentTieringConfiguration"] = "GetIntelligentTieringConfiguration",
        ["ListBucketIntelligentTieringConfigurations"] = "GetIntelligentTieringConfiguration",
        ["PutBucketIntelligentTieringConfiguration"] = "PutIntelligentTieringConfiguration",
        ["DeleteBucketIntelligentTieringConfiguration"] = "PutIntelligentTieringConfiguration",
    };

    private static readonly HashSet<string> HaveVersions =
    [
        "GetObject",
        "DeleteObject",
        "GetObjectAcl",
        "GetObjectTagging",
        "GetObjectAttributes",
        "DeleteObjectTagging",
        "PutObjectTagging",
    ];

    public static IReadOnlyList<Permission> Of(UsageCall call)
    {
        if (call.Operation == "ListBuckets" || call.Resource is not { } resource)
            return [new(NameOf(call.Operation), "*")];
        var bucket = resource.EndsWith("/*", StringComparison.Ordinal) ? resource[..^2] : resource;
        var objects = $"{bucket}/*";
        if (call.Detail == "source")
            return [new("s3:GetObject", objects)];
        var name = NameOf(call.Operation, call.Detail);
        var ofObjects = resource == objects || call.Operation is "DeleteObjects" or "PostObject";
        var permissions = new List<Permission> { new(name, ofObjects ? objects : bucket) };
        if (call.Detail == "tagging" && name == "s3:PutObject")
            permissions.Add(new("s3:PutObjectTagging", objects));
        // Without it a missing object is answered with 403 instead of 404 (docs: API_GetObject, API_HeadObject)
        if (
            name is "s3:GetObject" or "s3:GetObjectVersion"
            && call.Errors is { } errors
            && (errors.ContainsKey("NoSuchKey") || errors.ContainsKey("NotFound"))
        )
            permissions.Add(new("s3:ListBucket", bucket));
        return permissions;
    }

    /// <param name="detail">version: one version of the object is meant</param>
    public static string NameOf(string operation, string? detail = null) =>
        $"s3:{Versioned(Renamed.GetValueOrDefault(operation, operation), detail)}";

    private static string Versioned(string name, string? detail) =>
        detail == "version" && HaveVersions.Contains(name) ? name.Replace("Object", "ObjectVersion", StringComparison.Ordinal) : name;
}
