using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Buckets;

internal static class GetBucketLocation
{
    public static readonly S3Operation Definition = new("GetBucketLocation", "GET", S3Level.Bucket, "location", Handle);

    // Buckets of us-east-1 have an empty location
    private static ValueTask<S3Answer> Handle(S3Request request) =>
        new(
            request.Read(bucket =>
                S3Answer.Document("LocationConstraint", xml => xml.WriteString(bucket.Row.Region == "us-east-1" ? "" : bucket.Row.Region))
            )
        );
}
