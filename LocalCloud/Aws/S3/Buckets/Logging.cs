using System.Xml.Linq;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Buckets;

/// <summary>Where a bucket's access logs are to go. It is kept; there are no access logs here.</summary>
internal static class Logging
{
    public const string Default = $"<BucketLoggingStatus xmlns=\"{S3Xml.Namespace}\"/>";

    public static S3Error? Check(XElement root) =>
        root.Children("LoggingEnabled").FirstOrDefault() is not { } enabled
        || (enabled.Child("TargetBucket") is { Length: > 0 } && enabled.Child("TargetPrefix") is not null)
            ? null
            : S3Error.MalformedXml;

    public static S3Error? Fits(S3State state, Bucket bucket, XElement root)
    {
        if (root.Children("LoggingEnabled").FirstOrDefault()?.Child("TargetBucket") is not { } name)
            return null;
        return !state.TryGetBucket(name, out var target) ? Invalid("The target bucket for logging does not exist", name)
            : target.Row.Region != bucket.Row.Region
                ? new("CrossLocationLoggingProhibited", "Cross S3 location logging not allowed.", 403, ("TargetBucket", name))
            : target.LockRule?.Mode is not null
                ? Invalid("The target bucket for logging has a default retention, with which no logs can be delivered", name)
            : null;
    }

    private static S3Error Invalid(string message, string target) =>
        new("InvalidTargetBucketForLogging", message, 400, ("TargetBucket", target));
}
