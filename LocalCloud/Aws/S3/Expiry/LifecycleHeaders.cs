using LocalCloud.Aws.S3.Buckets;
using LocalCloud.Aws.S3.Multipart;
using LocalCloud.Aws.S3.Objects;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Expiry;

/// <summary>What answers tell about the end of an object or an upload.</summary>
internal static class LifecycleHeaders
{
    public static S3Answer Expiring(this S3Answer answer, Bucket bucket, StoredObject stored) =>
        answer.Error is null
        && bucket.Lifecycle?.ExpiryOf(stored) is var (at, rule)
        && bucket.Objects.TryGet(stored.Key, out var current)
        && current.VersionId == stored.VersionId
            ? answer.With(
                LifecycleRules.ExpirationHeader,
                $"expiry-date=\"{ObjectHeaders.HttpDate(at)}\", rule-id=\"{Uri.EscapeDataString(rule.Id)}\""
            )
            : answer;

    public static S3Answer Aborting(this S3Answer answer, Bucket bucket, Upload upload) =>
        answer.Error is null && bucket.Lifecycle?.AbortOf(upload.Row.Key, upload.Row.Initiated) is var (at, rule)
            ? answer.With("x-amz-abort-date", ObjectHeaders.HttpDate(at)).With("x-amz-abort-rule-id", rule.Id)
            : answer;
}
