using System.Globalization;
using LocalCloud.Aws.S3.Expiry;
using LocalCloud.Aws.S3.Objects;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Multipart;

internal static class ListParts
{
    public static readonly S3Operation Definition = new("ListParts", "GET", S3Level.Object, "uploadId", Handle);

    private static ValueTask<S3Answer> Handle(S3Request request)
    {
        if (ListingRequest.Of(request, out var error, "max-parts") is not { } list)
            return new(error!);
        var text = request.Query("part-number-marker") ?? "0";
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var marker))
            return new(
                S3Error.InvalidArgument("Provided part-number-marker not an integer or within integer range", "part-number-marker", text)
            );
        return new(request.Read(bucket => bucket.InUpload(request, upload =>
                {
                    var rest = upload.Parts.Values.Where(part => part.Number > marker).Take(list.Limit + 1).ToList();
                    var page = rest.Take(list.Limit).ToList();
                    return S3Answer
                        .Document("ListPartsResult", xml =>
                        {
                            xml.Element("Bucket", request.Bucket);
                            xml.Element("Key", list.Encode(request.Key));
                            xml.Element("UploadId", upload.Row.Id);
                            foreach (var role in new[] { "Initiator", "Owner" })
                                xml.Element(role, () => xml.Element("ID", request.OwnerId));
                            xml.Element("StorageClass", upload.Row.Attributes.StorageClass);
                            xml.Element("PartNumberMarker", marker);
                            xml.Element("NextPartNumberMarker", page.Count > 0 ? page[^1].Number : 0);
                            xml.Element("MaxParts", list.Limit);
                            xml.Element("EncodingType", list.UrlEncoded ? "url" : null);
                            xml.Element("IsTruncated", rest.Count > page.Count && page.Count > 0);
                            xml.Element("ChecksumAlgorithm", upload.Row.ChecksumAlgorithm);
                            xml.Element("ChecksumType", upload.Row.ChecksumAlgorithm is null ? null : upload.Row.ChecksumType);
                            foreach (var part in page)
                                xml.Element("Part", () =>
                                {
                                    xml.Element("PartNumber", part.Number);
                                    xml.Element("LastModified", part.LastModified);
                                    xml.Element("ETag", $"\"{part.ETag}\"");
                                    xml.Element("Size", part.Size);
                                    if (upload.Row.ChecksumAlgorithm is { } algorithm)
                                        xml.Element("Checksum" + algorithm, part.Checksums.GetValueOrDefault(algorithm));
                                });
                        })
                        .Aborting(bucket, upload);
                })));
    }
}
