using LocalCloud.Aws.S3.Multipart;
using LocalCloud.Aws.S3.Objects;

namespace LocalCloud.Aws.S3.Buckets;

/// <summary>A bucket's row.</summary>
/// <param name="Documents">The configuration documents that were put, by sub-resource, as they came.</param>
public sealed record BucketRow(string Name, string Region, DateTimeOffset Created, Dictionary<string, string> Documents);

/// <summary>A bucket with what is in it.</summary>
internal sealed class Bucket(BucketRow row)
{
    public BucketRow Row { get; set; } = row;

    public OrderedKeys<StoredObject> Objects { get; } = new();

    public Dictionary<string, Upload> Uploads { get; } = new(StringComparer.Ordinal);

    public string? Document(string subresource) => Row.Documents.GetValueOrDefault(subresource);
}
