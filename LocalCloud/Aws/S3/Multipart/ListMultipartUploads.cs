using LocalCloud.Aws.S3.Objects;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Multipart;

/// <summary>By key, and under one key by when they were begun.</summary>
internal static class ListMultipartUploads
{
    public static readonly S3Operation Definition = new("ListMultipartUploads", "GET", S3Level.Bucket, "uploads", Handle);

    private static ValueTask<S3Answer> Handle(S3Request request)
    {
        if (ListingRequest.Of(request, out var error, "max-uploads") is not { } list)
            return new(error!);
        var (keyMarker, idMarker) = (request.Query("key-marker") ?? "", request.Query("upload-id-marker") ?? "");
        return new(
            request.Read(bucket =>
            {
                var page = Page.Of(bucket.Uploads.Values, list, keyMarker, idMarker);
                return S3Answer.Document("ListMultipartUploadsResult", xml =>
                {
                    xml.Element("Bucket", request.Bucket);
                    xml.Element("KeyMarker", list.Encode(keyMarker));
                    xml.Element("UploadIdMarker", keyMarker.Length > 0 ? idMarker : "");
                    xml.Element("NextKeyMarker", page.IsTruncated ? list.Encode(page.NextKey) : "");
                    xml.Element("NextUploadIdMarker", page.IsTruncated ? page.NextId : "");
                    xml.Element("Prefix", list.Encode(list.Prefix));
                    xml.Element("Delimiter", list.Delimiter.Length > 0 ? list.Encode(list.Delimiter) : null);
                    xml.Element("EncodingType", list.UrlEncoded ? "url" : null);
                    xml.Element("MaxUploads", list.Limit);
                    xml.Element("IsTruncated", page.IsTruncated);
                    foreach (var upload in page.Uploads)
                        xml.Element("Upload", () =>
                        {
                            xml.Element("Key", list.Encode(upload.Row.Key));
                            xml.Element("UploadId", upload.Row.Id);
                            foreach (var role in new[] { "Initiator", "Owner" })
                                xml.Element(role, () => xml.Element("ID", request.OwnerId));
                            xml.Element("StorageClass", upload.Row.Attributes.StorageClass);
                            xml.Element("Initiated", upload.Row.Initiated);
                            xml.Element("ChecksumAlgorithm", upload.Row.ChecksumAlgorithm);
                            xml.Element("ChecksumType", upload.Row.ChecksumAlgorithm is null ? null : upload.Row.ChecksumType);
                        });
                    foreach (var prefix in page.Prefixes)
                        xml.Element("CommonPrefixes", () => xml.Element("Prefix", list.Encode(prefix)));
                });
            })
        );
    }

    private sealed record Page(List<Upload> Uploads, List<string> Prefixes, bool IsTruncated, string NextKey, string NextId)
    {
        public static Page Of(IEnumerable<Upload> all, ListingRequest list, string keyMarker, string idMarker)
        {
            var (uploads, prefixes, nextKey, nextId) = (new List<Upload>(), new List<string>(), "", "");
            var ordered = all.Where(upload => upload.Row.Key.StartsWith(list.Prefix, StringComparison.Ordinal))
                .OrderBy(upload => upload.Row.Key, KeyOrder.Instance)
                .ThenBy(upload => upload.Row.Initiated)
                .ThenBy(upload => upload.Row.Id, StringComparer.Ordinal)
                .ToList();
            // Of the marker's own key, those after the marked upload
            var seen =
                keyMarker.Length == 0
                    ? 0
                    : ordered.FindLastIndex(upload =>
                        KeyOrder.Instance.Compare(upload.Row.Key, keyMarker) is var order
                        && (order < 0 || (order == 0 && (idMarker.Length == 0 || upload.Row.Id == idMarker)))
                    ) + 1;
            foreach (var upload in ordered.Skip(seen))
            {
                var at =
                    list.Delimiter.Length == 0 ? -1 : upload.Row.Key.IndexOf(list.Delimiter, list.Prefix.Length, StringComparison.Ordinal);
                var common = at < 0 ? null : upload.Row.Key[..(at + list.Delimiter.Length)];
                if (common is not null && (prefixes.Contains(common) || common == keyMarker))
                    continue;
                if (uploads.Count + prefixes.Count == list.Limit)
                    return new(uploads, prefixes, list.Limit > 0, nextKey, nextId);
                if (common is not null)
                    prefixes.Add(common);
                else
                    uploads.Add(upload);
                (nextKey, nextId) = (common ?? upload.Row.Key, common is null ? upload.Row.Id : "");
            }
            return new(uploads, prefixes, false, nextKey, nextId);
        }
    }
}
