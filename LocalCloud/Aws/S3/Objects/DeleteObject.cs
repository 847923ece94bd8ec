using LocalCloud.Aws.S3.Buckets;
using LocalCloud.Aws.S3.Locks;
using LocalCloud.Aws.S3.Notifications;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Objects;

/// <param name="VersionId">Of what was deleted, or of the marker that was made; null without versioning.</param>
/// <param name="MadeMarker">A delete marker now hides the object.</param>
internal sealed record Deletion(string? VersionId, bool MadeMarker, bool RemovedMarker);

internal static class DeleteObject
{
    public static readonly S3Operation Definition = new("DeleteObject", "DELETE", S3Level.Object, null, Handle);

    private static ValueTask<S3Answer> Handle(S3Request request) =>
        request.ChangeAsync(
            (bucket, changes) =>
            {
                var versionId = request.Query("versionId");
                if (Conditions.FaultOfDelete(request, versionId is not null) is { } fault)
                    return fault;
                var (deletion, error) = Apply(request, bucket, changes, request.Key, versionId, request.Header("If-Match"));
                return error is not null
                    ? error
                    : S3Answer
                        .Empty(204)
                        .With(VersionId.DeleteMarkerHeader, deletion!.MadeMarker || deletion.RemovedMarker ? "true" : null)
                        .With(VersionId.Header, deletion.VersionId);
            }
        );

    /// <summary>What is not there is deleted as well as what is.</summary>
    internal static (Deletion? Deletion, S3Error? Error) Apply(
        S3Request request,
        Bucket bucket,
        Changes changes,
        string key,
        string? versionId,
        string? match
    )
    {
        if (VersionId.Fault(versionId) is { } invalid)
            return (null, invalid);
        var target =
            versionId is not null ? bucket.Version(key, versionId)
            : bucket.Objects.TryGet(key, out var current) ? current
            : null;
        var newest = bucket.VersionsOf(key) is [{ } first, ..] ? first : null;
        if (match is not null && Conditions.CheckDelete(match, key, newest) is { } failed)
            return (null, failed);
        if (versionId is not null || bucket.Versioning is null)
        {
            if (target?.Lock?.Holds(request.Context.Now, LockHeaders.Bypasses(request)) == true)
                return (null, LockedVersion.Denied);
            if (target is not null)
            {
                request.State.Delete(changes, bucket, target);
                request.Notify(
                    changes,
                    bucket,
                    "ObjectRemoved:Delete",
                    key,
                    null,
                    bucket.Versioning is null ? null : target.ShownVersionId
                );
            }
            return (new(bucket.Versioning is null ? null : versionId, false, target?.IsDeleteMarker == true), null);
        }
        var marker = request.State.Put(changes, bucket, StoredObject.DeleteMarker(key, request.Now));
        request.Notify(changes, bucket, "ObjectRemoved:DeleteMarkerCreated", key, marker, marker.ShownVersionId);
        return (new(marker.ShownVersionId, true, false), null);
    }
}
