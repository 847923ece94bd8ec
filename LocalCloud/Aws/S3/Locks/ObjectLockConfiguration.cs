using System.Xml.Linq;
using LocalCloud.Aws.S3.Buckets;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Locks;

/// <summary>Once a bucket has Object Lock it keeps it; only the default retention changes.</summary>
internal static class ObjectLockConfiguration
{
    public const string Subresource = "object-lock";

    public static readonly S3Operation Put = new("PutObjectLockConfiguration", "PUT", S3Level.Bucket, Subresource, HandlePutAsync);

    public static readonly S3Operation Get = new("GetObjectLockConfiguration", "GET", S3Level.Bucket, Subresource, request =>
        new(
            request.Read(bucket =>
                bucket.Document(Subresource) is { } document
                    ? S3Answer.Text(BucketDocument.Declaration + document, "application/xml")
                    : new S3Error(
                        "ObjectLockConfigurationNotFoundError",
                        "Object Lock configuration does not exist for this bucket",
                        404,
                        ("BucketName", request.Bucket)
                    )
            )
        )
    );

    /// <summary>Of a bucket without versioning, which has to be enabled first.</summary>
    public static readonly S3Error NotVersioned = new(
        "InvalidBucketState",
        "Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration",
        409
    );

    private static async ValueTask<S3Answer> HandlePutAsync(S3Request request)
    {
        var (root, _, error) = await RequestBody.ReadDocumentAsync(request, "ObjectLockConfiguration").ConfigureAwait(false);
        if ((error ?? LockRule.Fault(root!)) is { } fault)
            return fault;
        return await request
            .ChangeAsync(
                (bucket, changes) =>
                {
                    if (bucket.Versioning != "Enabled")
                        return NotVersioned;
                    var documents = new Dictionary<string, string>(bucket.Row.Documents, StringComparer.Ordinal)
                    {
                        [Subresource] = root!.ToString(SaveOptions.DisableFormatting),
                    };
                    request.State.Put(changes, bucket.Row with { Documents = documents });
                    return S3Answer.Empty();
                }
            )
            .ConfigureAwait(false);
    }
}
