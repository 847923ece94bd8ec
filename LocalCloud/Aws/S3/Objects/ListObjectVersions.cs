using LocalCloud.Aws.S3.Buckets;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Objects;

/// <summary>By key, and of a key newest first. Without versioning each object has one version, "null".</summary>
internal static class ListObjectVersions
{
    public static readonly S3Operation Definition = new("ListObjectVersions", "GET", S3Level.Bucket, "versions", Handle);

    private static ValueTask<S3Answer> Handle(S3Request request)
    {
        if (ListingRequest.Of(request, out var error) is not { } list)
            return new(error!);
        var (marker, versionMarker) = (request.Query("key-marker") ?? "", request.Query("version-id-marker") ?? "");
        if (versionMarker.Length > 0 && marker.Length == 0)
            return new(
                S3Error.InvalidArgument("A version-id marker cannot be specified without a key marker.", "version-id-marker", versionMarker)
            );
        if (versionMarker.Length > 0 && VersionId.Fault(versionMarker) is not null)
            return new(S3Error.InvalidArgument("Invalid version id specified", "version-id-marker", versionMarker));
        return new(
            request.Read(bucket =>
            {
                var page = Listing<StoredObject>.Of(
                    bucket.VersionsFrom,
                    list.Prefix,
                    list.Delimiter,
                    marker,
                    list.Limit,
                    Seen(bucket, marker, versionMarker)
                );
                return S3Answer.Document("ListVersionsResult", xml =>
                {
                    xml.Element("Name", request.Bucket);
                    xml.Element("Prefix", list.Encode(list.Prefix));
                    xml.Element("KeyMarker", list.Encode(marker));
                    xml.Element("VersionIdMarker", versionMarker);
                    xml.Element("NextKeyMarker", page.IsTruncated ? list.Encode(page.Last!) : null);
                    xml.Element(
                        "NextVersionIdMarker",
                        page is { IsTruncated: true, Entries: [.., var last] } && last.Key == page.Last ? last.Value.ShownVersionId : null
                    );
                    list.WriteCommon(xml, page);
                    foreach (var (key, version) in page.Entries)
                        xml.Element(version.IsDeleteMarker ? "DeleteMarker" : "Version", () =>
                        {
                            list.WriteObject(xml, version, request.OwnerId);
                            xml.Element("VersionId", version.ShownVersionId);
                            xml.Element("IsLatest", ReferenceEquals(bucket.VersionsOf(key)[0], version));
                        });
                    list.WritePrefixes(xml, page);
                });
            })
        );
    }

    // A version that has gone since the last page was behind the marker: then the whole key has been seen.
    private static Func<KeyValuePair<string, StoredObject>, bool> Seen(Bucket bucket, string marker, string versionMarker)
    {
        var last = bucket.Version(marker, versionMarker)?.Sequence;
        return entry =>
            KeyOrder.Instance.Compare(entry.Key, marker) switch
            {
                < 0 => true,
                0 when marker.Length > 0 => last is null || entry.Value.Sequence >= last,
                _ => false,
            };
    }
}
