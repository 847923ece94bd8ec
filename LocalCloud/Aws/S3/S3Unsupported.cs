namespace LocalCloud.Aws.S3;

/// <summary>What the public API model of S3 has and this has not. Each answers 501 NotImplemented naming its sub-resource or
/// header.</summary>
internal static class S3Unsupported
{
    public static readonly IReadOnlyList<string> Operations =
    [
        "GetBucketAbac",
        "PutBucketAbac",
        "UpdateObjectEncryption",
        "CreateBucketMetadataConfiguration",
        "CreateBucketMetadataTableConfiguration",
        "CreateSession",
        "DeleteBucketMetadataConfiguration",
        "DeleteBucketMetadataTableConfiguration",
        "DeleteBucketReplication",
        "GetBucketMetadataConfiguration",
        "GetBucketMetadataTableConfiguration",
        "GetObjectTorrent",
        "ListDirectoryBuckets",
        "PutBucketReplication",
        "RenameObject",
        "RestoreObject",
        "SelectObjectContent",
        "UpdateBucketMetadataInventoryTableConfiguration",
        "UpdateBucketMetadataJournalTableConfiguration",
        "WriteGetObjectResponse",
    ];
}
