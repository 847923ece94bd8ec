using LocalCloud.Aws.S3.Acls;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Buckets;

internal static class BucketAcl
{
    public static readonly S3Operation Get = new("GetBucketAcl", "GET", S3Level.Bucket, Acl.Subresource, request =>
        new(
            request.Read(bucket =>
                Acl.Document(
                    request.OwnerId,
                    OwnershipControls.AreEnforced(bucket)
                        ? [new(request.OwnerId, Grant.FullControl)]
                        : Acl.OfBucket(bucket, request.OwnerId)
                )
            )
        )
    );

    public static readonly S3Operation Put = new("PutBucketAcl", "PUT", S3Level.Bucket, Acl.Subresource, HandlePutAsync);

    private static async ValueTask<S3Answer> HandlePutAsync(S3Request request)
    {
        var (grants, error) = await Acl.ReadAsync(request).ConfigureAwait(false);
        if (error is not null)
            return error;
        return await BucketDocument
            .ChangeAsync(
                request,
                documents =>
                {
                    documents.Remove(Acl.Subresource);
                    if (!Acl.IsOwners(grants!, request.OwnerId))
                        documents[Acl.Subresource] = Acl.Text(request.OwnerId, grants!);
                },
                200,
                bucket => Acl.Refuse(bucket, grants!)
            )
            .ConfigureAwait(false);
    }
}
