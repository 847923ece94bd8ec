using LocalCloud.Aws.S3.Acls;
using LocalCloud.Aws.S3.Bodies;
using LocalCloud.Aws.S3.CustomerKeys;
using LocalCloud.Aws.S3.Locks;

namespace LocalCloud.Aws.S3.Objects;

/// <summary>An object as its row has it. Immutable: a change is another object under the same key.</summary>
/// <param name="ETag">Without quotes.</param>
/// <param name="Parts">Of an object that was uploaded in parts; else null.</param>
/// <param name="UploadId">The multipart upload that it came from, so that a repeated completion finds its result.</param>
/// <param name="VersionId">Null for the version "null": of a bucket that had no versioning, or has it suspended.</param>
/// <param name="Sequence">The order in which the versions of a key were made; their times have seconds only.</param>
/// <param name="IsDeleteMarker">Not an object but the sign that there is none any more.</param>
internal sealed record StoredObject(
    string Key,
    long Size,
    string ETag,
    DateTimeOffset LastModified,
    IReadOnlyList<Segment> Segments,
    ObjectAttributes Attributes,
    ObjectChecksum? Checksum,
    IReadOnlyList<ObjectPart>? Parts = null,
    string? UploadId = null,
    string? VersionId = null,
    long Sequence = 0,
    bool IsDeleteMarker = false
)
{
    /// <summary>To be restored before it can be read, and nothing can be restored here.</summary>
    public bool IsArchived => Attributes.StorageClass is "GLACIER" or "DEEP_ARCHIVE";

    public ObjectLock? Lock { get; init; }

    /// <summary>Null when its owner alone is in it.</summary>
    public IReadOnlyList<Grant>? Acl { get; init; }

    /// <summary>Of the customer's key; null when it came without one.</summary>
    public KeySeal? Seal { get; init; }

    public static StoredObject DeleteMarker(string key, DateTimeOffset made) =>
        new(key, 0, "", made, [], new([], [], "STANDARD", []), null, IsDeleteMarker: true);

    public string ShownVersionId => VersionId ?? "null";
}

/// <summary>What a client says about an object when it makes it, and gets back with it.</summary>
/// <param name="Headers">Content-Type and the other headers that are stored, by lower-case name.</param>
/// <param name="Metadata">x-amz-meta-*, without the prefix, in lower case.</param>
internal sealed record ObjectAttributes(
    SortedDictionary<string, string> Headers,
    SortedDictionary<string, string> Metadata,
    string StorageClass,
    SortedDictionary<string, string> Tags
);

/// <param name="Algorithm">As CRC32.</param>
/// <param name="Type">FULL_OBJECT or COMPOSITE (the checksum of the parts' checksums).</param>
/// <param name="Value">Base64; a composite one ends in -parts.</param>
internal sealed record ObjectChecksum(string Algorithm, string Type, string Value)
{
    public const string FullObject = "FULL_OBJECT";
    public const string Composite = "COMPOSITE";
}

internal sealed record ObjectPart(int Number, long Size, string? Checksum);
