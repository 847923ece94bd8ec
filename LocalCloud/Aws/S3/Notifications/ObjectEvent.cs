using System.Globalization;
using LocalCloud.Aws.EventBridge;
using LocalCloud.Aws.S3.Buckets;
using LocalCloud.Aws.S3.Objects;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Notifications;

/// <summary>What happened to an object, in the two forms in which S3 tells it.</summary>
/// <param name="Name">As ObjectCreated:Put.</param>
/// <param name="Stored">The object, or the delete marker; null when it has gone for good.</param>
/// <param name="VersionId">Null without versioning.</param>
/// <param name="Number">Later events of a key have greater ones.</param>
internal sealed record ObjectEvent(
    string Name,
    BucketRow Bucket,
    string Key,
    StoredObject? Stored,
    string? VersionId,
    long Number,
    DateTimeOffset Time,
    string Account,
    string RequestId
)
{
    /// <summary>The requester of what no request has done.</summary>
    public const string S3Itself = "s3.amazonaws.com";

    private string Sequencer => Number.ToString("X16", CultureInfo.InvariantCulture);

    private string ETag => Stored is { ETag.Length: > 0 } ? Stored.ETag : "d41d8cd98f00b204e9800998ecf8427e";

    /// <summary>docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html</summary>
    public byte[] Record(string configurationId, string ownerId) =>
        EventJson.Write(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("Records");
            json.WriteStartObject();
            json.WriteString(
                "eventVersion",
                Name.StartsWith("ObjectCreated", StringComparison.Ordinal) || Name.StartsWith("ObjectRemoved", StringComparison.Ordinal)
                    ? "2.1"
                    : "2.3"
            );
            json.WriteString("eventSource", "aws:s3");
            json.WriteString("awsRegion", Bucket.Region);
            json.WriteString("eventTime", Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            json.WriteString("eventName", Name);
            json.WriteStartObject("userIdentity");
            json.WriteString("principalId", Account == S3Itself ? S3Itself : $"AWS:{Account}");
            json.WriteEndObject();
            json.WriteStartObject("requestParameters");
            json.WriteString("sourceIPAddress", Account == S3Itself ? S3Itself : "127.0.0.1");
            json.WriteEndObject();
            json.WriteStartObject("responseElements");
            json.WriteString("x-amz-request-id", S3Service.RequestIdOf(RequestId));
            json.WriteString("x-amz-id-2", S3Service.HostIdOf(RequestId));
            json.WriteEndObject();
            json.WriteStartObject("s3");
            json.WriteString("s3SchemaVersion", "1.0");
            json.WriteString("configurationId", configurationId);
            json.WriteStartObject("bucket");
            json.WriteString("name", Bucket.Name);
            json.WriteStartObject("ownerIdentity");
            json.WriteString("principalId", ownerId);
            json.WriteEndObject();
            json.WriteString("arn", $"arn:aws:s3:::{Bucket.Name}");
            json.WriteEndObject();
            json.WriteStartObject("object");
            json.WriteString("key", S3Xml.UrlEncode(Key));
            if (Stored is { IsDeleteMarker: false } && Name.StartsWith("ObjectCreated", StringComparison.Ordinal))
                json.WriteNumber("size", Stored.Size);
            if (Stored is not null)
                json.WriteString("eTag", ETag);
            if (VersionId is not null)
                json.WriteString("versionId", VersionId);
            json.WriteString("sequencer", Sequencer);
            json.WriteEndObject();
            json.WriteEndObject();
            if (Name == "LifecycleTransition")
            {
                json.WriteStartObject("lifecycleEventData");
                json.WriteStartObject("transitionEventData");
                json.WriteString("destinationStorageClass", Stored!.Attributes.StorageClass);
                json.WriteEndObject();
                json.WriteEndObject();
            }
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        });

    public string DetailType =>
        Name switch
        {
            "ObjectRemoved:Delete"
            or "ObjectRemoved:DeleteMarkerCreated"
            or "LifecycleExpiration:Delete"
            or "LifecycleExpiration:DeleteMarkerCreated" => "Object Deleted",
            "LifecycleTransition" => "Object Storage Class Changed",
            "ObjectAcl:Put" => "Object ACL Updated",
            "ObjectTagging:Put" => "Object Tags Added",
            "ObjectTagging:Delete" => "Object Tags Deleted",
            _ => "Object Created",
        };

    /// <summary>docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html</summary>
    public byte[] Detail() =>
        EventJson.Write(json =>
        {
            json.WriteStartObject();
            json.WriteString("version", "0");
            json.WriteStartObject("bucket");
            json.WriteString("name", Bucket.Name);
            json.WriteEndObject();
            json.WriteStartObject("object");
            json.WriteString("key", Key);
            if (Stored is { IsDeleteMarker: false } && DetailType == "Object Created")
                json.WriteNumber("size", Stored.Size);
            if (Stored is not null)
                json.WriteString("etag", ETag);
            if (VersionId is not null)
                json.WriteString("version-id", VersionId);
            if (DetailType is "Object Created" or "Object Deleted")
                json.WriteString("sequencer", Sequencer);
            json.WriteEndObject();
            json.WriteString("request-id", S3Service.RequestIdOf(RequestId));
            json.WriteString("requester", Account);
            if (Account != S3Itself)
                json.WriteString("source-ip-address", "127.0.0.1");
            if (DetailType is "Object Created" or "Object Deleted")
                json.WriteString(
                    "reason",
                    Name switch
                    {
                        "ObjectCreated:Copy" => "CopyObject",
                        "ObjectCreated:CompleteMultipartUpload" => "CompleteMultipartUpload",
                        "ObjectCreated:Put" => "PutObject",
                        _ when Account == S3Itself => "Lifecycle Expiration",
                        _ => "DeleteObject",
                    }
                );
            if (DetailType == "Object Deleted")
                json.WriteString(
                    "deletion-type",
                    Name.EndsWith("DeleteMarkerCreated", StringComparison.Ordinal) ? "Delete Marker Created" : "Permanently Deleted"
                );
            if (Name == "LifecycleTransition")
                json.WriteString("destination-storage-class", Stored!.Attributes.StorageClass);
            json.WriteEndObject();
        });
}
