using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Objects;

internal static class ListObjects
{
    public static readonly S3Operation Definition = new("ListObjects", "GET", S3Level.Bucket, null, Handle);

    private static ValueTask<S3Answer> Handle(S3Request request)
    {
        if (ListingRequest.Of(request, out var error) is not { } list)
            return new(error!);
        var marker = request.Query("marker") ?? "";
        return new(
            request.Read(bucket =>
            {
                var page = Listing<StoredObject>.Of(bucket.Objects, list.Prefix, list.Delimiter, marker, list.Limit);
                return S3Answer.Document("ListBucketResult", xml =>
                {
                    xml.Element("Name", request.Bucket);
                    xml.Element("Prefix", list.Encode(list.Prefix));
                    xml.Element("Marker", list.Encode(marker));
                    // Without a delimiter the client goes on from the last key itself
                    xml.Element("NextMarker", page.IsTruncated && list.Delimiter.Length > 0 ? list.Encode(page.Last!) : null);
                    list.WriteCommon(xml, page);
                    foreach (var (_, stored) in page.Entries)
                        xml.Element("Contents", () => list.WriteObject(xml, stored, request.OwnerId));
                    list.WritePrefixes(xml, page);
                });
            })
        );
    }
}
