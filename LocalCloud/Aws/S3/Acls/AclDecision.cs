using LocalCloud.Aws.S3.Buckets;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Acls;

/// <summary>
/// What the lists of a bucket and its objects let another account do: "Mapping of ACL permissions and access policy permissions",
/// docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html
/// </summary>
internal static class AclDecision
{
    /// <param name="user">The canonical id of who asks; null for everybody.</param>
    public static bool Allows(S3Operation operation, S3Request request, string? user) =>
        request.Context.Host.Read(request.State, state =>
            state.TryGetBucket(request.Bucket, out var bucket) && Allows(operation, request, bucket, user)
        );

    private static bool Allows(S3Operation operation, S3Request request, Bucket bucket, string? user)
    {
        return operation.Name switch
        {
            "ListObjects" or "ListObjectsV2" or "ListObjectVersions" or "ListMultipartUploads" or "HeadBucket" => OfBucket("READ"),
            "PutObject"
            or "PostObject"
            or "CopyObject"
            or "CreateMultipartUpload"
            or "UploadPart"
            or "UploadPartCopy"
            or "CompleteMultipartUpload"
            or "DeleteObject"
            or "DeleteObjects" => OfBucket("WRITE"),
            "GetBucketAcl" => OfBucket("READ_ACP"),
            "PutBucketAcl" => OfBucket("WRITE_ACP"),
            "GetObject" or "HeadObject" => OfObject("READ"),
            "GetObjectAcl" => OfObject("READ_ACP"),
            "PutObjectAcl" => OfObject("WRITE_ACP"),
            _ => false,
        };

        bool OfBucket(string permission) => Acl.Lets(bucket, Acl.OfBucket(bucket, request.OwnerId), user, permission);

        bool OfObject(string permission)
        {
            var stored =
                request.Query("versionId") is { } version ? bucket.Version(request.Key, version)
                : bucket.Objects.TryGet(request.Key, out var current) ? current
                : null;
            return stored is not null && Acl.Lets(bucket, Acl.OfObject(bucket, stored, request.OwnerId), user, permission);
        }
    }
}
