using LocalCloud.Aws.S3.Locks;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Objects;

internal static class ObjectOperations
{
    public static readonly S3Operation[] All =
    [
        PutObject.Definition,
        GetObject.Definition,
        HeadObject.Definition,
        DeleteObject.Definition,
        DeleteObjects.Definition,
        CopyObject.Definition,
        ListObjects.Definition,
        ListObjectsV2.Definition,
        ListObjectVersions.Definition,
        GetObjectAttributes.Definition,
        ObjectTagging.Put,
        ObjectTagging.Get,
        ObjectTagging.Delete,
        ObjectAcl.Get,
        ObjectAcl.Put,
        ObjectRetention.Put,
        ObjectRetention.Get,
        ObjectLegalHold.Put,
        ObjectLegalHold.Get,
        Forms.PostObject.Definition,
    ];
}
