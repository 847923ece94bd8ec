using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Buckets;

/// <summary>Once enabled, versioning can be suspended but never be undone. The document that is kept is the status alone.</summary>
internal static class BucketVersioning
{
    public const string Subresource = "versioning";

    public static readonly S3Operation Put = new("PutBucketVersioning", "PUT", S3Level.Bucket, Subresource, HandlePutAsync);

    public static readonly S3Operation Get = new("GetBucketVersioning", "GET", S3Level.Bucket, Subresource, request =>
        new(request.Read(bucket => S3Answer.Document("VersioningConfiguration", xml => xml.Element("Status", bucket.Versioning))))
    );

    private static async ValueTask<S3Answer> HandlePutAsync(S3Request request)
    {
        var (root, _, error) = await RequestBody.ReadDocumentAsync(request, "VersioningConfiguration").ConfigureAwait(false);
        if (error is not null)
            return error;
        if (root!.Child("MfaDelete") == "Enabled")
            return S3Error.NotImplemented("MfaDelete");
        return root!.Child("Status") switch
        {
            null => new S3Error("IllegalVersioningConfigurationException", "The Versioning element must be specified", 400),
            "Suspended" when IsLocked(request) => new S3Error(
                "InvalidBucketState",
                "An Object Lock configuration is present on this bucket, so the versioning state cannot be changed.",
                409
            ),
            "Enabled" or "Suspended" => await BucketDocument
                .ChangeAsync(request, documents => documents[Subresource] = root!.Child("Status")!, 200)
                .ConfigureAwait(false),
            _ => S3Error.MalformedXml,
        };
    }

    // A lock is never taken away, so this does not change until the state is set.
    private static bool IsLocked(S3Request request) =>
        request.Context.Host.Read(request.State, state =>
            state.TryGetBucket(request.Bucket, out var bucket) && bucket.LockRule is not null
        );
}
