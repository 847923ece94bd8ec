using LocalCloud.Aws.S3.Acls;
using LocalCloud.Aws.S3.Bodies;
using LocalCloud.Aws.S3.CustomerKeys;
using LocalCloud.Aws.S3.Locks;
using LocalCloud.Aws.S3.Objects;

namespace LocalCloud.Aws.S3.Multipart;

/// <summary>An upload's row: what the object will be once it is completed.</summary>
/// <param name="ChecksumAlgorithm">As it was asked for; null when the client said nothing, which means CRC64NVME of the whole.</param>
internal sealed record UploadRow(
    string Bucket,
    string Key,
    string Id,
    DateTimeOffset Initiated,
    ObjectAttributes Attributes,
    string? ChecksumAlgorithm,
    string ChecksumType
)
{
    /// <summary>Since it was begun the key was written or deleted.</summary>
    public bool IsOvertaken { get; init; }

    public ObjectLock? Lock { get; init; }

    public IReadOnlyList<Grant>? Acl { get; init; }

    public KeySeal? Seal { get; init; }
}

/// <param name="Checksums">Base64 by algorithm.</param>
internal sealed record UploadedPart(
    int Number,
    Segment Segment,
    long Size,
    string ETag,
    DateTimeOffset LastModified,
    Dictionary<string, string> Checksums
);

internal sealed class Upload(UploadRow row)
{
    public UploadRow Row { get; set; } = row;

    public SortedDictionary<int, UploadedPart> Parts { get; } = [];
}
