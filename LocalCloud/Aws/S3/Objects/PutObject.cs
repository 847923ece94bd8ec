using LocalCloud.Aws.S3.Acls;
using LocalCloud.Aws.S3.Buckets;
using LocalCloud.Aws.S3.Checksums;
using LocalCloud.Aws.S3.CustomerKeys;
using LocalCloud.Aws.S3.Expiry;
using LocalCloud.Aws.S3.Locks;
using LocalCloud.Aws.S3.Notifications;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Objects;

internal static class PutObject
{
    public const long LargestBody = 5L << 30;

    public static readonly S3Operation Definition = new("PutObject", "PUT", S3Level.Object, null, Handle);

    private static async ValueTask<S3Answer> Handle(S3Request request)
    {
        if (
            AttributesReader.Read(request, out var error) is not { } attributes
            || DeclaredDigests.Of(request, out error) is not { } declared
        )
            return error!;
        var asked = LockHeaders.Read(request, out error);
        if (error is not null)
            return error;
        var key = CustomerKey.Read(request, out error);
        if (error is not null)
            return error;
        if (declared.Length is null)
            return S3Error.NoLength(request.Http.Request);
        // Before the body: a client that waits for 100-continue need not send it in vain
        var early = request.Read(bucket =>
            Acl.Refuse(request, bucket)
            ?? CustomerKey.Refuse(bucket, key)
            ?? LockHeaders.Refuse(bucket, asked, declared)
            ?? Check(request, bucket)
            ?? S3Answer.Empty()
        );
        if (early.Error is not null)
            return early;

        var algorithm = declared.Algorithm ?? ChecksumAlgorithm.Crc64Nvme;
        using var body = request.State.Bodies.Create();
        var (digests, failed) = await RequestBody.ReceiveAsync(request, declared, body, LargestBody, algorithm).ConfigureAwait(false);
        if (digests is null)
            return failed!;

        var segment = body.Keep();
        var stored = new StoredObject(
            request.Key,
            segment.Length,
            key is null ? digests.ETag : CustomerKey.NewETag(),
            request.Now,
            [segment],
            attributes,
            new(algorithm.Name, ObjectChecksum.FullObject, digests.Base64(algorithm))
        )
        {
            Lock = asked,
            Acl = Acl.OfNew(request),
            Seal = key?.Seal(),
        };
        return await request
            .PutAsync(
                stored,
                "ObjectCreated:Put",
                bucket => Check(request, bucket),
                _ =>
                    S3Answer
                        .Empty()
                        .With("ETag", $"\"{stored.ETag}\"")
                        .Checksummed(stored.Checksum)
                        .Encrypted(attributes)
                        .EncryptedWith(key)
            )
            .ConfigureAwait(false);
    }

    /// <summary>Puts the object unless <paramref name="check"/> objects; then its body goes.</summary>
    internal static async ValueTask<S3Answer> PutAsync(
        this S3Request request,
        StoredObject stored,
        string eventName,
        Func<Bucket, S3Error?> check,
        Func<StoredObject, S3Answer> answer
    )
    {
        var put = false;
        try
        {
            return await request
                .ChangeAsync(
                    (bucket, changes) =>
                    {
                        if ((check(bucket) ?? LockHeaders.Refuse(bucket, stored.Lock, null)) is { } refused)
                            return refused;
                        var kept = request.State.Put(changes, bucket, stored.Locked(bucket, request.Context.Now));
                        put = true;
                        request.Notify(changes, bucket, eventName, kept.Key, kept, bucket.Versioning is null ? null : kept.ShownVersionId);
                        return answer(kept).Versioned(bucket, kept).Expiring(bucket, kept);
                    }
                )
                .ConfigureAwait(false);
        }
        finally
        {
            if (!put)
                request.State.Bodies.Release(stored.Segments);
        }
    }

    private static S3Error? Check(S3Request request, Bucket bucket) =>
        Conditions.CheckWrite(request, request.Key, bucket.Objects.TryGet(request.Key, out var existing) ? existing : null);
}
