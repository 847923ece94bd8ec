using LocalCloud.Aws.S3.Acls;
using LocalCloud.Aws.S3.Bodies;
using LocalCloud.Aws.S3.Buckets;
using LocalCloud.Aws.S3.Checksums;
using LocalCloud.Aws.S3.CustomerKeys;
using LocalCloud.Aws.S3.Locks;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Objects;

/// <summary>A copy shares the body files of its source; bytes are read only when a digest is wanted that the source has not.</summary>
internal static class CopyObject
{
    public static readonly S3Operation Definition = new("CopyObject", "PUT", S3Level.Object, null, Handle) { HasCopySource = true };

    private static async ValueTask<S3Answer> Handle(S3Request request)
    {
        if (Conditions.FaultOfWrite(request) is { } fault)
            return fault;
        if (
            AttributesReader.Read(request, out var error) is not { } given
            || Directive(request, "x-amz-metadata-directive", out error) is not { } metadata
            || Directive(request, "x-amz-tagging-directive", out error) is not { } tagging
        )
            return error!;
        var asked = LockHeaders.Read(request, out error);
        if (error is not null)
            return error;
        var key = CustomerKey.Read(request, out error);
        if (error is not null)
            return error;
        var algorithm = ChecksumAlgorithm.Find(request.Header("x-amz-checksum-algorithm"));
        if (algorithm is null && request.Header("x-amz-checksum-algorithm") is not null)
            return S3Error.UnknownChecksumAlgorithm;
        using var source = CopySource.Open(request, out error);
        if (source is null)
            return error!;
        if (source.Object.Size > PutObject.LargestBody)
            return S3Error.InvalidRequest(
                $"The specified copy source is larger than the maximum allowable size for a copy source: {PutObject.LargestBody}"
            );
        if (
            source.Bucket == request.Bucket
            && source.Object.Key == request.Key
            && !source.IsNamedVersion
            && metadata == "COPY"
            && ChangesNothing(request, source.Object)
        )
            return S3Error.InvalidRequest(
                "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, "
                    + "storage class, website redirect location or encryption attributes."
            );

        // Before the bytes are read
        var early = request.Read(bucket =>
            Check(request, bucket) ?? CustomerKey.Refuse(bucket, key) ?? LockHeaders.Refuse(bucket, asked, null) ?? S3Answer.Empty()
        );
        if (early.Error is not null)
            return early;
        var (etag, checksum) = await DigestsAsync(request, source, algorithm).ConfigureAwait(false);
        var copy = source.Object with
        {
            Key = request.Key,
            ETag = key is null ? etag : CustomerKey.NewETag(),
            Checksum = checksum,
            LastModified = request.Now,
            Attributes = Attributes(source.Object.Attributes, given, metadata, tagging),
            Parts = null,
            UploadId = null,
            Lock = asked,
            Acl = Acl.OfNew(request),
            Seal = key?.Seal(),
        };
        request.State.Bodies.Retain(copy.Segments);
        return await request
            .PutAsync(
                copy,
                "ObjectCreated:Copy",
                bucket => Check(request, bucket),
                _ =>
                    S3Answer
                        .Document("CopyObjectResult", xml =>
                        {
                            xml.Element("ETag", $"\"{copy.ETag}\"");
                            xml.Element("LastModified", copy.LastModified);
                            xml.Element("Checksum" + checksum.Algorithm, checksum.Value);
                            xml.Element("ChecksumType", checksum.Type);
                        })
                        .Encrypted(copy.Attributes)
                        .EncryptedWith(key)
                        .With("x-amz-copy-source-version-id", source.VersionId)
            )
            .ConfigureAwait(false);
    }

    private static async ValueTask<(string ETag, ObjectChecksum Checksum)> DigestsAsync(
        S3Request request,
        CopySource source,
        ChecksumAlgorithm? asked
    )
    {
        var known = source.Object.Checksum;
        var algorithm = asked ?? ChecksumAlgorithm.Find(known?.Algorithm) ?? ChecksumAlgorithm.Crc64Nvme;
        // A copy is one part, whatever its source was
        if (
            source.Object is { Parts: null, Seal: null }
            && known is { Type: ObjectChecksum.FullObject }
            && known.Algorithm == algorithm.Name
        )
            return (source.Object.ETag, known);
        using var digest = new BodyDigest(algorithm);
        var digests = await BodyReader
            .DigestAsync(request.State.Bodies, source.Content.Segments, digest, request.Cancellation)
            .ConfigureAwait(false);
        return (digests.ETag, new(algorithm.Name, ObjectChecksum.FullObject, digests.Base64(algorithm)));
    }

    private static ObjectAttributes Attributes(ObjectAttributes source, ObjectAttributes given, string metadata, string tagging)
    {
        var attributes = given;
        if (metadata == "COPY")
        {
            var headers = new SortedDictionary<string, string>(source.Headers, StringComparer.Ordinal);
            // Encryption and redirection belong to the request, never to the source
            foreach (var own in headers.Keys.Where(name => name.StartsWith("x-amz-", StringComparison.Ordinal)).ToList())
                headers.Remove(own);
            foreach (var (name, value) in given.Headers.Where(header => header.Key.StartsWith("x-amz-", StringComparison.Ordinal)))
                headers[name] = value;
            attributes = given with { Headers = headers, Metadata = source.Metadata };
        }
        return tagging == "COPY" ? attributes with { Tags = source.Tags } : attributes;
    }

    private static S3Error? Check(S3Request request, Bucket bucket) =>
        Acl.Refuse(request, bucket)
        ?? Conditions.CheckWrite(request, request.Key, bucket.Objects.TryGet(request.Key, out var existing) ? existing : null);

    private static bool ChangesNothing(S3Request request, StoredObject source) =>
        request.Header("x-amz-storage-class") is null
        && source.Attributes.StorageClass == "STANDARD"
        && request.Header("x-amz-website-redirect-location") is null
        && request.Header("x-amz-server-side-encryption") is null
        && !CustomerKey.IsGiven(request)
        && source.Seal is null
        && request.Header("x-amz-checksum-algorithm") is null;

    private static string? Directive(S3Request request, string header, out S3Error? error)
    {
        var value = request.Header(header) ?? "COPY";
        error = value is "COPY" or "REPLACE"
            ? null
            : S3Error.InvalidArgument(
                header == "x-amz-metadata-directive" ? "Unknown metadata directive." : "Unknown tagging directive.",
                header,
                value
            );
        return error is null ? value : null;
    }
}
