using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Buckets;

/// <summary>
/// Replication, which cannot be put here (nothing would be copied, and who put it would look for the copy): a bucket has what AWS gives
/// one that never had any, so that tools that read all of a bucket's settings (Terraform) go on. Tools that set it get 501.
/// </summary>
internal static class UnsetDocument
{
    public static readonly S3Operation Replication = new("GetBucketReplication", "GET", S3Level.Bucket, "replication", request =>
        new(
            request.Read(_ => new S3Error(
                "ReplicationConfigurationNotFoundError",
                "The replication configuration was not found",
                404,
                ("BucketName", request.Bucket)
            ))
        )
    );
}
