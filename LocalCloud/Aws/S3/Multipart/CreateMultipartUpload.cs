using System.Security.Cryptography;
using LocalCloud.Aws.S3.Acls;
using LocalCloud.Aws.S3.Checksums;
using LocalCloud.Aws.S3.CustomerKeys;
using LocalCloud.Aws.S3.Expiry;
using LocalCloud.Aws.S3.Locks;
using LocalCloud.Aws.S3.Objects;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Multipart;

internal static class CreateMultipartUpload
{
    public static readonly S3Operation Definition = new("CreateMultipartUpload", "POST", S3Level.Object, "uploads", Handle);

    private static async ValueTask<S3Answer> Handle(S3Request request)
    {
        if (AttributesReader.Read(request, out var error) is not { } attributes)
            return error!;
        var asked = LockHeaders.Read(request, out error);
        if (error is not null)
            return error;
        var key = CustomerKey.Read(request, out error);
        if (error is not null)
            return error;
        var named = request.Header("x-amz-checksum-algorithm");
        var algorithm = ChecksumAlgorithm.Find(named);
        if (named is not null && algorithm is null)
            return S3Error.UnknownChecksumAlgorithm;
        if (ChecksumType(request, algorithm, out error) is not { } type)
            return error!;
        var upload = new Upload(
            new(
                request.Bucket,
                request.Key,
                Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)),
                request.Now,
                attributes,
                algorithm?.Name,
                type
            )
            {
                Lock = asked,
                Acl = Acl.OfNew(request),
                Seal = key?.Seal(),
            }
        );
        return await request
            .ChangeAsync(
                (bucket, changes) =>
                {
                    if (
                        (Acl.Refuse(request, bucket) ?? CustomerKey.Refuse(bucket, key) ?? LockHeaders.Refuse(bucket, asked, null)) is
                        { } refused
                    )
                        return refused;
                    request.State.Put(changes, bucket, upload);
                    return S3Answer
                        .Document("InitiateMultipartUploadResult", xml =>
                        {
                            xml.Element("Bucket", request.Bucket);
                            xml.Element("Key", request.Key);
                            xml.Element("UploadId", upload.Row.Id);
                        })
                        .With("x-amz-checksum-algorithm", algorithm?.Name)
                        .With("x-amz-checksum-type", algorithm is null ? null : type)
                        .Encrypted(attributes)
                        .EncryptedWith(key)
                        .Aborting(bucket, upload);
                }
            )
            .ConfigureAwait(false);
    }

    // CRCs of parts combine to one of the whole, hashes do not; CRC64NVME is of the whole only
    private static string? ChecksumType(S3Request request, ChecksumAlgorithm? algorithm, out S3Error? error)
    {
        error = null;
        var type = request.Header("x-amz-checksum-type");
        var fitting = algorithm is null || algorithm == ChecksumAlgorithm.Crc64Nvme ? ObjectChecksum.FullObject : ObjectChecksum.Composite;
        if (type is null)
            return fitting;
        if (algorithm is null)
            error = S3Error.InvalidRequest("The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.");
        else if (type is not (ObjectChecksum.FullObject or ObjectChecksum.Composite))
            error = S3Error.InvalidRequest("Value for x-amz-checksum-type header is invalid.");
        else if (type != fitting && !(type == ObjectChecksum.FullObject && algorithm.IsCrc))
            error = S3Error.InvalidRequest(
                $"The {type} checksum type cannot be used with the {algorithm.Name.ToLowerInvariant()} checksum algorithm."
            );
        return error is null ? type : null;
    }
}
