using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Objects;

internal static class ListObjectsV2
{
    public static readonly S3Operation Definition = new("ListObjectsV2", "GET", S3Level.Bucket, "list-type", Handle);

    private static ValueTask<S3Answer> Handle(S3Request request)
    {
        if (request.Query("list-type") is not "2")
            return new(S3Error.InvalidArgument("Invalid List Type specified in Request", "list-type", request.Query("list-type")!));
        if (ListingRequest.Of(request, out var error) is not { } list)
            return new(error!);
        var (token, startAfter) = (request.Query("continuation-token"), request.Query("start-after"));
        var after = startAfter ?? "";
        if (token is not null && !ContinuationToken.TryParse(token, out after))
            return new(S3Error.InvalidArgument("The continuation token provided is incorrect", "continuation-token", token));
        var ownerId = request.Query("fetch-owner") == "true" ? request.OwnerId : null;
        return new(
            request.Read(bucket =>
            {
                var page = Listing<StoredObject>.Of(bucket.Objects, list.Prefix, list.Delimiter, after, list.Limit);
                return S3Answer.Document("ListBucketResult", xml =>
                {
                    xml.Element("Name", request.Bucket);
                    xml.Element("Prefix", list.Encode(list.Prefix));
                    xml.Element("StartAfter", startAfter is { Length: > 0 } ? list.Encode(startAfter) : null);
                    xml.Element("ContinuationToken", token);
                    xml.Element("NextContinuationToken", page.IsTruncated ? ContinuationToken.Of(page.Last!) : null);
                    xml.Element("KeyCount", page.Entries.Count + page.CommonPrefixes.Count);
                    list.WriteCommon(xml, page);
                    foreach (var (_, stored) in page.Entries)
                        xml.Element("Contents", () => list.WriteObject(xml, stored, ownerId));
                    list.WritePrefixes(xml, page);
                });
            })
        );
    }
}
