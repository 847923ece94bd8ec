using LocalCloud.Aws.S3.Buckets;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Objects;

internal static class ObjectAcl
{
    public static readonly S3Operation Get = new("GetObjectAcl", "GET", S3Level.Object, "acl", request => new(request.Read(bucket =>
        bucket.InObject(request, _ => BucketAcl.Document(request)))));

    public static readonly S3Operation Put = new("PutObjectAcl", "PUT", S3Level.Object, "acl", async request =>
        request.Read(bucket => bucket.InObject(request, _ => S3Answer.Empty())) is { Error: not null } missing
            ? missing
            : await BucketAcl.HandlePutAsync(request).ConfigureAwait(false));
}
