using LocalCloud.Aws.S3.Locks;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Buckets;

internal static class BucketOperations
{
    public static readonly S3Operation[] All =
    [
        ListBuckets.Definition,
        CreateBucket.Definition,
        HeadBucket.Definition,
        DeleteBucket.Definition,
        GetBucketLocation.Definition,
        BucketPolicy.Put,
        BucketPolicy.Get,
        BucketPolicy.Delete,
        BucketPolicy.Status,
        BucketAcl.Get,
        BucketAcl.Put,
        BucketVersioning.Put,
        BucketVersioning.Get,
        BucketNotification.Put,
        BucketNotification.Get,
        ObjectLockConfiguration.Put,
        ObjectLockConfiguration.Get,
        .. BucketDocument.Operations,
        UnsetDocument.Replication,
        .. NamedDocument.Operations,
    ];
}
