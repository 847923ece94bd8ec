using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Objects;

/// <summary>Without versioning each object has one version, "null".</summary>
internal static class ListObjectVersions
{
    public static readonly S3Operation Definition = new("ListObjectVersions", "GET", S3Level.Bucket, "versions", Handle);

    private static ValueTask<S3Answer> Handle(S3Request request)
    {
        if (ListingRequest.Of(request, out var error) is not { } list)
            return new(error!);
        var marker = request.Query("key-marker") ?? "";
        return new(request.Read(bucket =>
        {
            var page = Listing<StoredObject>.Of(bucket.Objects, list.Prefix, list.Delimiter, marker, list.Limit);
            return S3Answer.Document("ListVersionsResult", xml =>
            {
                xml.Element("Name", request.Bucket);
                xml.Element("Prefix", list.Encode(list.Prefix));
                xml.Element("KeyMarker", list.Encode(marker));
                xml.Element("VersionIdMarker", request.Query("version-id-marker") ?? "");
                xml.Element("NextKeyMarker", page.IsTruncated ? list.Encode(page.Last!) : null);
                xml.Element("NextVersionIdMarker", page.IsTruncated ? "null" : null);
                list.WriteCommon(xml, page);
                foreach (var (_, stored) in page.Entries)
                    xml.Element("Version", () =>
                    {
                        list.WriteObject(xml, stored, request.OwnerId);
                        xml.Element("VersionId", "null");
                        xml.Element("IsLatest", true);
                    });
                list.WritePrefixes(xml, page);
            });
        }));
    }
}
