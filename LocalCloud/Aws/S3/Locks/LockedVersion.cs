using LocalCloud.Aws.S3.Buckets;
using LocalCloud.Aws.S3.Objects;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Locks;

internal static class LockedVersion
{
    /// <summary>Of a version that is locked, and of a lock that must not be weakened.</summary>
    public static readonly S3Error Denied = S3Error.AccessDenied("Access Denied because object protected by object lock.");

    private static readonly S3Error Unset = new(
        "NoSuchObjectLockConfiguration",
        "The specified object does not have a ObjectLock configuration",
        404
    );

    public static S3Answer Refuse(Bucket bucket) => bucket.LockRule is null ? S3Error.NotLocked : S3Answer.Empty();

    /// <summary>What the version has of its lock, as a document.</summary>
    public static ValueTask<S3Answer> ShowAsync(S3Request request, Func<ObjectLock?, S3Answer?> show) =>
        new(
            request.Read(bucket =>
                bucket.LockRule is null ? S3Error.NotLocked : bucket.InObject(request, stored => show(stored.Lock) ?? Unset)
            )
        );

    /// <summary>Sets the version's lock to what <paramref name="next"/> makes of it; null denies.</summary>
    public static ValueTask<S3Answer> SetAsync(S3Request request, Func<ObjectLock, ObjectLock?> next) =>
        request.ChangeAsync((bucket, changes) => bucket.InObject(request, stored =>
                {
                    if (next(stored.Lock ?? new(null, null)) is not { } held)
                        return Denied;
                    request.State.Replace(changes, bucket, stored, stored with { Lock = held });
                    return S3Answer.Empty();
                }));
}
