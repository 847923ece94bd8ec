using LocalCloud.Aws.S3.Acls;
using LocalCloud.Aws.S3.Buckets;
using LocalCloud.Aws.S3.Objects;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Websites;

/// <summary>Whether everybody may read an object: a web site has no other readers.</summary>
internal static class PublicReading
{
    public static S3Error? Refuse(S3Request request, Bucket bucket, StoredObject stored) =>
        PolicyDecision.Of(bucket.Document(BucketPolicy.Subresource), PolicyDecision.Nobody, GetObject.Definition, request) switch
        {
            false => Denied("The bucket's policy denies it."),
            true when !PublicAccessBlock.Is(bucket, "RestrictPublicBuckets") => null,
            _ when Acl.Lets(bucket, Acl.OfObject(bucket, stored, request.OwnerId), null, "READ") => null,
            true => Denied("The bucket's public access block has RestrictPublicBuckets."),
            _ => Denied("Neither a bucket policy lets everybody (Principal *) s3:GetObject this, nor an access control list."),
        };

    private static S3Error Denied(string why) => S3Error.AccessDenied("Access Denied", ("Detail", why));
}
