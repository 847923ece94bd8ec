using System.Text.Json.Serialization;
using LocalCloud.Aws.S3.Buckets;
using LocalCloud.Aws.S3.Multipart;
using LocalCloud.Aws.S3.Objects;

namespace LocalCloud.Aws.S3;

[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(BucketRow))]
[JsonSerializable(typeof(StoredObject))]
[JsonSerializable(typeof(UploadRow))]
[JsonSerializable(typeof(UploadedPart))]
[JsonSerializable(typeof(Notifications.Notification))]
[JsonSerializable(typeof(CreateBucketInput))]
[JsonSerializable(typeof(DeleteBucketInput))]
[JsonSerializable(typeof(Nothing))]
internal sealed partial class S3Json : JsonSerializerContext;
