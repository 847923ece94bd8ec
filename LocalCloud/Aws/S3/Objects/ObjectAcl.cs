using LocalCloud.Aws.S3.Acls;
using LocalCloud.Aws.S3.Buckets;
using LocalCloud.Aws.S3.Notifications;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Objects;

internal static class ObjectAcl
{
    public static readonly S3Operation Get = new("GetObjectAcl", "GET", S3Level.Object, Acl.Subresource, request =>
        new(
            request.Read(bucket =>
                bucket.InObject(request, stored =>
                    Acl.Document(request.OwnerId, Acl.OfObject(bucket, stored, request.OwnerId)).Versioned(bucket, stored)
                )
            )
        )
    );

    public static readonly S3Operation Put = new("PutObjectAcl", "PUT", S3Level.Object, Acl.Subresource, HandlePutAsync);

    private static async ValueTask<S3Answer> HandlePutAsync(S3Request request)
    {
        if (request.Read(bucket => bucket.InObject(request, _ => S3Answer.Empty())) is { Error: not null } missing)
            return missing;
        var (grants, error) = await Acl.ReadAsync(request).ConfigureAwait(false);
        if (error is not null)
            return error;
        return await request
            .ChangeAsync((bucket, changes) => bucket.InObject(request, stored =>
                    {
                        if (Acl.Refuse(bucket, grants!) is { } refused)
                            return refused;
                        request.State.Replace(
                            changes,
                            bucket,
                            stored,
                            stored with
                            {
                                Acl = Acl.IsOwners(grants!, request.OwnerId) ? null : grants,
                            }
                        );
                        request.Notify(
                            changes,
                            bucket,
                            "ObjectAcl:Put",
                            stored.Key,
                            stored,
                            bucket.Versioning is null ? null : stored.ShownVersionId
                        );
                        return S3Answer.Empty().Versioned(bucket, stored);
                    }))
            .ConfigureAwait(false);
    }
}
