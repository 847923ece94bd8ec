using System.Globalization;
using System.Text;
using LocalCloud.Aws.S3.Buckets;

namespace LocalCloud.Aws.S3.Protocol;

/// <summary>What S3 finds wrong with a request before it asks whether the caller may.</summary>
internal static class RequestCheck
{
    // What these ask for would change the result, and is not done
    private static readonly string[] UnsupportedHeaders = ["x-amz-write-offset-bytes", "x-amz-rename-source", "x-amz-mfa"];

    public static S3Error? RefuseAddress(S3Target target) =>
        !target.IsWellFormed ? new("InvalidURI", "Couldn't parse the specified URI.", 400)
        : target is { Bucket: null, Key: not null } ? InvalidBucketName("")
        : null;

    public static S3Error? Refuse(S3Request request, S3Operation operation)
    {
        var target = request.Target;
        if (UnsupportedHeaders.FirstOrDefault(header => request.Header(header) is not null) is { } unsupported)
            return S3Error.NotImplemented(unsupported);
        if (DeclaredDigests.UnknownChecksum(request) is { } unknownChecksum)
            return unknownChecksum;
        if (target.Key is { } key && Encoding.UTF8.GetByteCount(key) is var size and > 1024)
            return new(
                "KeyTooLongError",
                "Your key is too long",
                400,
                ("Size", size.ToString(CultureInfo.InvariantCulture)),
                ("MaxSizeAllowed", "1024")
            );
        if (target.Bucket is { } bucket && operation != CreateBucket.Definition && !BucketName.IsValid(bucket))
            return InvalidBucketName(bucket);
        return request.Header("x-amz-expected-bucket-owner") is { } owner && owner != request.State.Scope.Account
            ? S3Error.AccessDenied()
            : null;
    }

    private static S3Error InvalidBucketName(string bucket) =>
        new("InvalidBucketName", "The specified bucket is not valid.", 400, ("BucketName", bucket));
}
