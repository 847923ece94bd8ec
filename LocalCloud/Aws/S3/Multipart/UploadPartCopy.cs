using System.Globalization;
using LocalCloud.Aws.S3.Bodies;
using LocalCloud.Aws.S3.Checksums;
using LocalCloud.Aws.S3.CustomerKeys;
using LocalCloud.Aws.S3.Objects;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Multipart;

/// <summary>A stretch of an object as a part. A part is one file, so bytes that lie in several are brought together.</summary>
internal static class UploadPartCopy
{
    public static readonly S3Operation Definition = new("UploadPartCopy", "PUT", S3Level.Object, "uploadId", Handle)
    {
        HasCopySource = true,
    };

    private static async ValueTask<S3Answer> Handle(S3Request request)
    {
        if (UploadLookup.PartNumber(request, out var error) is not { } number)
            return error!;
        var key = CustomerKey.Read(request, out error);
        if (error is not null)
            return error;
        var algorithm = ChecksumAlgorithm.Crc64Nvme;
        var early = request.Read(bucket => bucket.InUpload(request, upload =>
            {
                algorithm = ChecksumAlgorithm.Find(upload.Row.ChecksumAlgorithm) ?? algorithm;
                return CustomerKey.CheckPart(key, upload.Row.Seal) ?? S3Answer.Empty();
            }));
        if (early.Error is not null)
            return early;
        using var source = CopySource.Open(request, out error);
        if (source is null)
            return error!;
        if (Range(request, source.Object.Size, out error) is not { } range)
            return error!;

        var segments = Segment.Slice(source.Content.Segments, range.First, range.Length).ToList();
        using var digest = new BodyDigest(algorithm);
        using var body = segments.Count == 1 ? null : request.State.Bodies.Create();
        var digests = await BodyReader
            .DigestAsync(request.State.Bodies, segments, digest, request.Cancellation, body)
            .ConfigureAwait(false);
        var segment = body?.Keep() ?? segments[0];
        if (body is null)
            request.State.Bodies.Retain([segment]);
        var part = UploadPart.Part(number, segment, digests, request.Now, algorithm).With(key);
        return await request
            .PutPartAsync(part, upload => S3Answer
                    .Document("CopyPartResult", xml =>
                    {
                        xml.Element("ETag", $"\"{part.ETag}\"");
                        xml.Element("LastModified", part.LastModified);
                        xml.Element(
                            "Checksum" + algorithm.Name,
                            upload.Row.ChecksumAlgorithm is null ? null : part.Checksums[algorithm.Name]
                        );
                    })
                    .Encrypted(upload.Row.Attributes)
                    .EncryptedWith(key)
                    .With("x-amz-copy-source-version-id", source.VersionId))
            .ConfigureAwait(false);
    }

    private static ByteRange? Range(S3Request request, long size, out S3Error? error)
    {
        error = null;
        if (request.Header("x-amz-copy-source-range") is not { } header)
            return new(0, size - 1);
        var ends = header.StartsWith("bytes=", StringComparison.Ordinal) ? header[6..].Split('-') : [];
        if (
            ends.Length != 2
            || !long.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            || !long.TryParse(ends[1], NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            || last < first
        )
            error = S3Error.InvalidArgument(
                "The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based offsets "
                    + "of the first and last bytes to copy",
                "x-amz-copy-source-range",
                header
            );
        else if (last >= size)
            error = S3Error.InvalidArgument(
                $"Range specified is not valid for source object of size: {size}",
                "x-amz-copy-source-range",
                header
            );
        else
            return new(first, last);
        return null;
    }
}
