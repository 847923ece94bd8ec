using LocalCloud.Aws.S3.Buckets;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Objects;

internal static class HeadObject
{
    public static readonly S3Operation Definition = new("HeadObject", "HEAD", S3Level.Object, null, request =>
        new(S3Access.Hide(request.Read(bucket => GetObject.Answer(request, bucket)), request, Definition!))
    );
}
