using System.Xml;
using LocalCloud.Aws.S3.CustomerKeys;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Objects;

internal static class GetObjectAttributes
{
    public static readonly S3Operation Definition = new("GetObjectAttributes", "GET", S3Level.Object, "attributes", Handle);

    private static readonly string[] Known = ["ETag", "Checksum", "ObjectParts", "StorageClass", "ObjectSize"];

    private static ValueTask<S3Answer> Handle(S3Request request)
    {
        var wanted = (request.Header("x-amz-object-attributes") ?? "").Split(
            ',',
            StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
        );
        if (wanted.Length == 0)
            return new(
                S3Error.InvalidRequest(
                    "The x-amz-object-attributes header specifying the attributes to be retrieved is either missing or empty"
                )
            );
        if (wanted.FirstOrDefault(name => !Known.Contains(name)) is { } unknown)
            return new(S3Error.InvalidArgument("Invalid attribute name specified.", "x-amz-object-attributes", unknown));
        return new(request.Read(bucket => bucket.InObject(request, stored => CustomerKey.CheckRead(request, stored)
                    ?? S3Answer
                        .Document("GetObjectAttributesResponse", xml =>
                        {
                            if (wanted.Contains("ETag"))
                                xml.Element("ETag", stored.ETag);
                            if (wanted.Contains("Checksum") && stored.Checksum is { } checksum)
                                xml.Element("Checksum", () =>
                                {
                                    xml.Element("Checksum" + checksum.Algorithm, checksum.Value.Split('-')[0]);
                                    xml.Element("ChecksumType", checksum.Type);
                                });
                            if (wanted.Contains("ObjectParts") && stored.Parts is { } parts)
                                xml.Element("ObjectParts", () => Write(xml, stored, parts));
                            if (wanted.Contains("StorageClass"))
                                xml.Element("StorageClass", stored.Attributes.StorageClass);
                            if (wanted.Contains("ObjectSize"))
                                xml.Element("ObjectSize", stored.Size);
                        })
                        .With("Last-Modified", ObjectHeaders.HttpDate(stored.LastModified))
                        .Versioned(bucket, stored))));
    }

    // Single parts are told of only when each has a checksum of its own
    private static void Write(XmlWriter xml, StoredObject stored, IReadOnlyList<ObjectPart> parts)
    {
        xml.Element("PartsCount", parts.Count);
        if (stored.Checksum?.Type != ObjectChecksum.Composite)
            return;
        xml.Element("PartNumberMarker", 0);
        xml.Element("MaxParts", 1000);
        xml.Element("IsTruncated", false);
        foreach (var part in parts.Take(1000))
            xml.Element("Part", () =>
            {
                xml.Element("PartNumber", part.Number);
                xml.Element("Size", part.Size);
                xml.Element("Checksum" + stored.Checksum.Algorithm, part.Checksum);
            });
    }
}
