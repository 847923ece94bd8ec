using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Multipart;

internal static class MultipartOperations
{
    public static readonly S3Operation[] All =
    [
        CreateMultipartUpload.Definition,
        UploadPart.Definition,
        UploadPartCopy.Definition,
        CompleteMultipartUpload.Definition,
        AbortMultipartUpload.Definition,
        ListParts.Definition,
        ListMultipartUploads.Definition,
    ];
}
