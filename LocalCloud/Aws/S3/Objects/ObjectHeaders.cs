using System.Globalization;
using LocalCloud.Aws.S3.Checksums;
using LocalCloud.Aws.S3.CustomerKeys;
using LocalCloud.Aws.S3.Locks;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Objects;

/// <summary>The headers of answers that carry an object, or tell about one.</summary>
internal static class ObjectHeaders
{
    private static readonly string[] Overridable =
    [
        "content-type",
        "content-language",
        "expires",
        "cache-control",
        "content-disposition",
        "content-encoding",
    ];

    public static string HttpDate(DateTimeOffset time) => time.ToString("r", CultureInfo.InvariantCulture);

    /// <summary>Of GET and HEAD.</summary>
    public static S3Answer Describe(this S3Answer answer, S3Request request, StoredObject stored)
    {
        answer.With("ETag", $"\"{stored.ETag}\"").With("Last-Modified", HttpDate(stored.LastModified)).With("Accept-Ranges", "bytes");
        foreach (var (name, value) in stored.Attributes.Headers)
            if (!(Overridable.Contains(name) && request.Query("response-" + name) is not null))
                answer.With(name, value);
        foreach (var name in Overridable)
            answer.With(name, request.Query("response-" + name));
        foreach (var (name, value) in stored.Attributes.Metadata)
            answer.With("x-amz-meta-" + name, value);
        if (stored.Attributes.StorageClass != "STANDARD")
            answer.With("x-amz-storage-class", stored.Attributes.StorageClass);
        if (stored.Attributes.Tags.Count is > 0 and var tags)
            answer.With("x-amz-tagging-count", tags.ToString(CultureInfo.InvariantCulture));
        return answer.Locked(stored.Lock);
    }

    /// <summary>Of answers to requests that make an object.</summary>
    public static S3Answer Encrypted(this S3Answer answer, ObjectAttributes attributes)
    {
        foreach (var (name, value) in attributes.Headers)
            if (name.StartsWith("x-amz-server-side-encryption", StringComparison.Ordinal))
                answer.With(name, value);
        return answer;
    }

    /// <summary>Names the customer's key that the request came with.</summary>
    public static S3Answer EncryptedWith(this S3Answer answer, CustomerKey? key) => key?.On(answer) ?? answer;

    public static S3Answer Checksummed(this S3Answer answer, ObjectChecksum? checksum) =>
        checksum is null
            ? answer
            : answer.With(ChecksumAlgorithm.Find(checksum.Algorithm)!.Header, checksum.Value).With("x-amz-checksum-type", checksum.Type);
}
