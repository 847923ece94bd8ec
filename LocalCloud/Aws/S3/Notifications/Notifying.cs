using System.Text;
using LocalCloud.Aws.S3.Buckets;
using LocalCloud.Aws.S3.Objects;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Notifications;

internal static class Notifying
{
    /// <summary>Tells whom the bucket's configuration names, durably with the change itself.</summary>
    /// <param name="name">As ObjectCreated:Put.</param>
    /// <param name="stored">Null when the object has gone.</param>
    public static void Notify(
        this S3Request request,
        Changes changes,
        Bucket bucket,
        string name,
        string key,
        StoredObject? stored,
        string? versionId
    )
    {
        if (bucket.Notifications is null)
            return;
        var happened = new ObjectEvent(
            name,
            bucket.Row,
            key,
            stored,
            versionId,
            request.State.NextNumber(),
            request.Context.Now,
            request.Context.Scope.Account,
            request.Context.RequestId
        );
        Tell(request.State, changes, bucket, happened, request.Context.TraceParent, request.Context.XRayTraceHeader);
    }

    /// <summary>What S3 has done of itself.</summary>
    public static void NotifyOfLifecycle(S3State state, Changes changes, Bucket bucket, string name, StoredObject stored, string? versionId)
    {
        if (bucket.Notifications is not null)
            Tell(
                state,
                changes,
                bucket,
                new(
                    name,
                    bucket.Row,
                    stored.Key,
                    stored,
                    versionId,
                    state.NextNumber(),
                    state.Time.GetUtcNow(),
                    ObjectEvent.S3Itself,
                    Guid.NewGuid().ToString()
                ),
                null,
                null
            );
    }

    private static void Tell(S3State state, Changes changes, Bucket bucket, ObjectEvent happened, string? traceParent, string? traceHeader)
    {
        var rules = bucket.Notifications!;
        foreach (var target in rules.Targets.Where(target => target.Wants("s3:" + happened.Name, happened.Key)))
            state.Put(changes, To(happened.Record(target.Id, state.OwnerId), target.Arn, null));
        if (rules.ToEventBridge)
            state.Put(changes, To(happened.Detail(), null, happened.DetailType));

        Notification To(byte[] body, string? arn, string? detailType) =>
            new(
                state.NextNumber(),
                bucket.Row.Name,
                bucket.Row.Region,
                arn,
                Encoding.UTF8.GetString(body),
                detailType,
                happened.Time,
                traceParent
            )
            {
                TraceHeader = traceHeader,
            };
    }
}
