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
    public static void Notify(this S3Request request, Changes changes, Bucket bucket, string name, string key, StoredObject? stored, string? versionId)
    {
        if (bucket.Notifications is not { } rules)
            return;
        var happened = new ObjectEvent(name, bucket.Row, key, stored, versionId, request.State.NextNumber(), request.Context.Now,
            request.Context.Scope.Account, request.Context.RequestId);
        foreach (var target in rules.Targets.Where(target => target.Wants("s3:" + name, key)))
            request.State.Put(changes, To(happened.Record(target.Id, request.OwnerId), target.Arn, null));
        if (rules.ToEventBridge && name != "ObjectAcl:Put")
            request.State.Put(changes, To(happened.Detail(), null, happened.DetailType));

        Notification To(byte[] body, string? arn, string? detailType) => new(request.State.NextNumber(), bucket.Row.Name, bucket.Row.Region, arn,
            Encoding.UTF8.GetString(body), detailType, request.Context.Now, request.Context.TraceParent)
        {
            TraceHeader = request.Context.XRayTraceHeader,
        };
    }
}
