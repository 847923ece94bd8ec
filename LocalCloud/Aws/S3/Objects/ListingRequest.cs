using System.Globalization;
using System.Xml;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Objects;

/// <summary>What the three listings of objects have in common.</summary>
internal sealed record ListingRequest(string Prefix, string Delimiter, int Limit, bool UrlEncoded)
{
    public static ListingRequest? Of(S3Request request, out S3Error? error, string limitName = "max-keys")
    {
        error = null;
        var (limit, encoding) = (1000, request.Query("encoding-type"));
        if (
            request.Query(limitName) is { Length: > 0 } text
            && (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out limit) || limit < 0)
        )
            error =
                limit < 0 && int.TryParse(text, CultureInfo.InvariantCulture, out _)
                    ? S3Error.InvalidArgument(
                        $"Argument {(limitName == "max-keys" ? "maxKeys" : limitName)} must be an integer between 0 and 2147483647",
                        limitName == "max-keys" ? "maxKeys" : limitName,
                        text
                    )
                    : S3Error.InvalidArgument($"Provided {limitName} not an integer or within integer range", limitName, text);
        else if (encoding is not (null or "url"))
            error = S3Error.InvalidArgument("Invalid Encoding Method specified in Request", "encoding-type", encoding);
        return error is not null
            ? null
            : new(request.Query("prefix") ?? "", request.Query("delimiter") ?? "", Math.Min(limit, 1000), encoding is not null);
    }

    public string Encode(string text) => UrlEncoded ? S3Xml.UrlEncode(text) : text;

    public void WriteCommon<T>(XmlWriter xml, Listing<T> page, string limitName = "MaxKeys")
        where T : class
    {
        xml.Element(limitName, Limit);
        xml.Element("Delimiter", Delimiter.Length > 0 ? Encode(Delimiter) : null);
        xml.Element("EncodingType", UrlEncoded ? "url" : null);
        xml.Element("IsTruncated", page.IsTruncated);
    }

    public void WritePrefixes<T>(XmlWriter xml, Listing<T> page)
        where T : class
    {
        foreach (var prefix in page.CommonPrefixes)
            xml.Element("CommonPrefixes", () => xml.Element("Prefix", Encode(prefix)));
    }

    public void WriteObject(XmlWriter xml, StoredObject stored, string? ownerId)
    {
        xml.Element("Key", Encode(stored.Key));
        xml.Element("LastModified", stored.LastModified);
        if (!stored.IsDeleteMarker)
        {
            xml.Element("ETag", $"\"{stored.ETag}\"");
            xml.Element("ChecksumAlgorithm", stored.Checksum?.Algorithm);
            xml.Element("ChecksumType", stored.Checksum?.Type);
            xml.Element("Size", stored.Size);
        }
        if (ownerId is not null)
            xml.Element("Owner", () => xml.Element("ID", ownerId));
        if (!stored.IsDeleteMarker)
            xml.Element("StorageClass", stored.Attributes.StorageClass);
    }
}
