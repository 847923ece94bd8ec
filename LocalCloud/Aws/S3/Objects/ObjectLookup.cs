using LocalCloud.Aws.S3.Buckets;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Objects;

internal static class ObjectLookup
{
    public static S3Answer InObject(this Bucket bucket, S3Request request, Func<StoredObject, S3Answer> use) =>
        CheckVersion(request.Query("versionId")) is { } invalid ? invalid
        : bucket.Objects.TryGet(request.Key, out var stored) ? use(stored)
        : S3Error.NoSuchKey(request.Key);

    /// <summary>Without versioning there is one version of an object, and its id is "null".</summary>
    public static S3Error? CheckVersion(string? versionId) => versionId is null or "null"
        ? null
        : S3Error.InvalidArgument("Invalid version id specified", "versionId", versionId);
}
