using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Buckets;

internal static class HeadBucket
{
    public static readonly S3Operation Definition = new("HeadBucket", "HEAD", S3Level.Bucket, null, Handle);

    private static ValueTask<S3Answer> Handle(S3Request request) =>
        new(
            request.Read(bucket =>
                new S3Answer { ContentType = "application/xml" }
                    .With("x-amz-bucket-region", bucket.Row.Region)
                    .With("x-amz-bucket-arn", $"arn:aws:s3:::{bucket.Row.Name}")
                    .With("x-amz-access-point-alias", "false")
            )
        );
}
