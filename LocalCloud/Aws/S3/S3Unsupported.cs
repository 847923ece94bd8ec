namespace LocalCloud.Aws.S3;

/// <summary>What the public API model of S3 has and this has not. Each answers 501 NotImplemented naming its sub-resource or header.</summary>
internal static class S3Unsupported
{
    public static readonly IReadOnlyList<string> Operations =
    [
        "GetBucketAbac", "GetBucketLifecycle", "GetBucketNotification", "PutBucketAbac", "PutBucketLifecycle", "PutBucketNotification", "UpdateObjectEncryption",
        "CreateBucketMetadataConfiguration", "CreateBucketMetadataTableConfiguration", "CreateSession",
        "DeleteBucketAnalyticsConfiguration", "DeleteBucketIntelligentTieringConfiguration", "DeleteBucketInventoryConfiguration",
        "DeleteBucketMetadataConfiguration", "DeleteBucketMetadataTableConfiguration", "DeleteBucketMetricsConfiguration",
        "DeleteBucketReplication", "DeleteBucketWebsite", "GetBucketAnalyticsConfiguration", "GetBucketIntelligentTieringConfiguration",
        "GetBucketInventoryConfiguration", "GetBucketMetadataConfiguration", "GetBucketMetadataTableConfiguration", "GetBucketMetricsConfiguration",
        "GetObjectLegalHold", "GetObjectRetention", "GetObjectTorrent",
        "ListBucketAnalyticsConfigurations", "ListBucketIntelligentTieringConfigurations", "ListBucketInventoryConfigurations",
        "ListBucketMetricsConfigurations", "ListDirectoryBuckets",
        "PutBucketAnalyticsConfiguration", "PutBucketIntelligentTieringConfiguration", "PutBucketInventoryConfiguration",
        "PutBucketLogging", "PutBucketMetricsConfiguration",
        "PutBucketReplication", "PutBucketWebsite", "PutObjectLegalHold",
        "PutObjectLockConfiguration", "PutObjectRetention", "RenameObject", "RestoreObject", "SelectObjectContent",
        "UpdateBucketMetadataInventoryTableConfiguration", "UpdateBucketMetadataJournalTableConfiguration", "WriteGetObjectResponse",
    ];
}
