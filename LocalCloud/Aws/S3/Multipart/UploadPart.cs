using LocalCloud.Aws.S3.Bodies;
using LocalCloud.Aws.S3.Checksums;
using LocalCloud.Aws.S3.CustomerKeys;
using LocalCloud.Aws.S3.Locks;
using LocalCloud.Aws.S3.Objects;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Multipart;

internal static class UploadPart
{
    public static readonly S3Operation Definition = new("UploadPart", "PUT", S3Level.Object, "uploadId", Handle);

    private static async ValueTask<S3Answer> Handle(S3Request request)
    {
        if (UploadLookup.PartNumber(request, out var error) is not { } number || DeclaredDigests.Of(request, out error) is not { } declared)
            return error!;
        var key = CustomerKey.Read(request, out error);
        if (error is not null)
            return error;
        if (declared.Length is null)
            return S3Error.NoLength(request.Http.Request);
        ChecksumAlgorithm algorithm = ChecksumAlgorithm.Crc64Nvme;
        var early = request.Read(bucket => bucket.InUpload(request, upload =>
            {
                if (LockHeaders.Refuse(bucket, upload.Row.Lock, declared, "Part") is { } unlocked)
                    return unlocked;
                if (CustomerKey.CheckPart(key, upload.Row.Seal) is { } unfit)
                    return unfit;
                if (ObjectKey.Fault(request, upload.Row.Attributes) is { } locked)
                    return locked;
                algorithm = ChecksumAlgorithm.Find(upload.Row.ChecksumAlgorithm) ?? ChecksumAlgorithm.Crc64Nvme;
                return upload.Row.ChecksumAlgorithm is not null && declared.Algorithm is not null && declared.Algorithm != algorithm
                    ? Mismatch(algorithm, declared.Algorithm)
                    : S3Answer.Empty();
            }));
        if (early.Error is not null)
            return early;

        using var body = request.State.Bodies.Create();
        var (digests, failed) = await RequestBody
            .ReceiveAsync(request, declared, body, PutObject.LargestBody, algorithm)
            .ConfigureAwait(false);
        if (digests is null)
            return failed!;
        var part = Part(number, body.Keep(), digests, request.Now, [algorithm, declared.Algorithm]).With(key);
        var shown = declared.Algorithm ?? algorithm;
        return await request
            .PutPartAsync(part, upload =>
                S3Answer
                    .Empty()
                    .With("ETag", $"\"{part.ETag}\"")
                    .With(shown.Header, part.Checksums[shown.Name])
                    .Encrypted(upload.Row.Attributes)
                    .EncryptedWith(key)
            )
            .ConfigureAwait(false);
    }

    internal static S3Error Mismatch(ChecksumAlgorithm expected, ChecksumAlgorithm actual) =>
        S3Error.InvalidRequest(
            $"Checksum Type mismatch occurred, expected checksum Type: {expected.Name.ToLowerInvariant()}, "
                + $"actual checksum Type: {actual.Name.ToLowerInvariant()}"
        );

    internal static UploadedPart Part(
        int number,
        Segment segment,
        Digests digests,
        DateTimeOffset now,
        params IEnumerable<ChecksumAlgorithm?> algorithms
    ) =>
        new(
            number,
            segment,
            segment.Length,
            digests.ETag,
            now,
            algorithms.OfType<ChecksumAlgorithm>().Distinct().ToDictionary(a => a.Name, digests.Base64)
        );

    internal static UploadedPart With(this UploadedPart part, CustomerKey? key) =>
        key is null ? part : part with { ETag = CustomerKey.NewETag() };

    /// <summary>Puts the part unless its upload has gone; then its body goes too.</summary>
    internal static async ValueTask<S3Answer> PutPartAsync(this S3Request request, UploadedPart part, Func<Upload, S3Answer> answer)
    {
        var put = false;
        try
        {
            return await request
                .ChangeAsync((bucket, changes) => bucket.InUpload(request, upload =>
                        {
                            request.State.Put(changes, bucket, upload, part);
                            put = true;
                            return answer(upload);
                        }))
                .ConfigureAwait(false);
        }
        finally
        {
            if (!put)
                request.State.Bodies.Release([part.Segment]);
        }
    }
}
