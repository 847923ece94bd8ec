using System.Security.Cryptography;
using LocalCloud.Aws.S3.Buckets;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Objects;

/// <summary>Ids of versions: opaque, 32 characters as S3's are.</summary>
internal static class VersionId
{
    public const string Header = "x-amz-version-id";

    public const string DeleteMarkerHeader = "x-amz-delete-marker";

    public static string New() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(24)).Replace('+', '.').Replace('/', '_');

    /// <summary>S3 tells an id that there is not from a text that can be none.</summary>
    public static S3Error? Fault(string? id) =>
        id is "" ? S3Error.InvalidArgument("Version id cannot be the empty string", "versionId", id)
        : id is null or "null" || (id.Length == 32 && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-')) ? null
        : S3Error.InvalidArgument("Invalid version id specified", "versionId", id);

    /// <summary>Names the version in the answer, once the bucket has had versioning.</summary>
    public static S3Answer Versioned(this S3Answer answer, Bucket bucket, StoredObject stored) =>
        bucket.Versioning is null ? answer : answer.With(Header, stored.ShownVersionId);
}
