using LocalCloud.Aws.S3.Buckets;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Objects;

internal static class ObjectLookup
{
    /// <summary>The version that the request names, or the current one.</summary>
    public static S3Answer InObject(this Bucket bucket, S3Request request, Func<StoredObject, S3Answer> use) =>
        bucket.InVersion(request, request.Key, request.Query("versionId"), use);

    public static S3Answer InVersion(this Bucket bucket, S3Request request, string key, string? versionId, Func<StoredObject, S3Answer> use)
    {
        if (VersionId.Fault(versionId) is { } invalid)
            return invalid;
        if (versionId is not null)
            return bucket.Version(key, versionId) switch
            {
                null => new S3Error("NoSuchVersion", "The specified version does not exist.", 404, ("Key", key), ("VersionId", versionId)),
                { IsDeleteMarker: true } marker => Marked(S3Error.MethodNotAllowed(request.Http.Request.Method, "DeleteMarker"), marker)
                    .With("Allow", "DELETE")
                    .With("Last-Modified", ObjectHeaders.HttpDate(marker.LastModified)),
                var version => use(version),
            };
        if (bucket.Objects.TryGet(key, out var stored))
            return use(stored);
        return bucket.VersionsOf(key) is [{ } newest, ..] ? Marked(S3Error.NoSuchKey(key), newest) : S3Error.NoSuchKey(key);
    }

    private static S3Answer Marked(S3Answer answer, StoredObject marker) =>
        answer.With(VersionId.DeleteMarkerHeader, "true").With(VersionId.Header, marker.ShownVersionId);
}
