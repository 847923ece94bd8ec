using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Multipart;

internal static class AbortMultipartUpload
{
    public static readonly S3Operation Definition = new("AbortMultipartUpload", "DELETE", S3Level.Object, "uploadId", Handle);

    private static ValueTask<S3Answer> Handle(S3Request request) =>
        request.ChangeAsync((bucket, changes) => bucket.InUpload(request, upload =>
                {
                    request.State.Delete(changes, bucket, upload);
                    return S3Answer.Empty(204);
                }));
}
