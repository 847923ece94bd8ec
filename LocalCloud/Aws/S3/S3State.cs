using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using LocalCloud.Aws.S3.Bodies;
using LocalCloud.Aws.S3.Buckets;
using LocalCloud.Aws.S3.Expiry;
using LocalCloud.Aws.S3.Multipart;
using LocalCloud.Aws.S3.Notifications;
using LocalCloud.Aws.S3.Objects;
using LocalCloud.Aws.Store;

namespace LocalCloud.Aws.S3;

/// <summary>
/// The buckets of one account, of all regions, as bucket names know no regions. Every change of an object, upload or part goes
/// through here, so that rows and body files keep in step: a body loses its reference when the row that had it is gone from disk.
/// </summary>
internal sealed class S3State(S3Service service, Scope scope) : ServiceState(service, scope)
{
    private const string BucketTable = "bucket",
        ObjectTable = "object",
        VersionTable = "object-version",
        NotificationTable = "notification",
        UploadTable = "upload",
        PartTable = "upload-part";

    private readonly SortedDictionary<string, Bucket> _buckets = new(StringComparer.Ordinal);
    private long _sequence;

    /// <summary>Those that have not arrived yet.</summary>
    public SortedDictionary<long, Notification> Notifications { get; } = [];

    /// <summary>
    /// Rises with every change, also over restarts: of the versions and events of this account, the later has the greater.
    /// </summary>
    public long NextNumber() => _sequence = Math.Max(_sequence + 1, (Time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks);

    public BodyStore Bodies => service.Bodies;

    public LifecycleTimer Lifecycle => field ??= new(this);

    /// <summary>The canonical user id of the account: 64 hex digits.</summary>
    public string OwnerId { get; } = Iam.Evaluation.CanonicalUser.Of(scope.Account);

    public IReadOnlyCollection<Bucket> Buckets => _buckets.Values;

    public bool TryGetBucket(string name, [NotNullWhen(true)] out Bucket? bucket) => _buckets.TryGetValue(name, out bucket);

    public void Put(Changes changes, BucketRow row)
    {
        if (_buckets.TryGetValue(row.Name, out var bucket))
            bucket.Row = row;
        else
            _buckets[row.Name] = new(row);
        changes.Put(BucketTable, row.Name, row, S3Json.Default.BucketRow);
        Lifecycle.Schedule();
    }

    public void Delete(Changes changes, Bucket bucket)
    {
        foreach (var upload in bucket.Uploads.Values.ToList())
            Delete(changes, bucket, upload);
        _buckets.Remove(bucket.Row.Name);
        changes.Delete(BucketTable, bucket.Row.Name);
    }

    /// <summary>
    /// A new version where the bucket has versioning, else in place of the one there was. The object takes over the caller's reference to
    /// its segments.
    /// </summary>
    /// <returns>The object as it is kept, with its version.</returns>
    public StoredObject Put(Changes changes, Bucket bucket, StoredObject stored)
    {
        var version = stored with { VersionId = bucket.Versioning == "Enabled" ? VersionId.New() : null, Sequence = NextNumber() };
        if (version.VersionId is null && bucket.Version(stored.Key, "null") is { } replaced)
        {
            bucket.Remove(replaced);
            ReleaseLater(changes, replaced.Segments);
        }
        Keep(changes, bucket, version);
        Overtake(changes, bucket, version.Key);
        return version;
    }

    /// <summary>The same version with other attributes; the segments' references stay where they are.</summary>
    public void Replace(Changes changes, Bucket bucket, StoredObject stored, StoredObject with)
    {
        bucket.Remove(stored);
        Keep(changes, bucket, with);
    }

    public void Delete(Changes changes, Bucket bucket, StoredObject stored)
    {
        bucket.Remove(stored);
        var (table, row) = RowOf(bucket, stored);
        changes.Delete(table, row);
        ReleaseLater(changes, stored.Segments);
        Overtake(changes, bucket, stored.Key);
    }

    // Conditional completions have to know, after a restart too
    private static void Overtake(Changes changes, Bucket bucket, string key)
    {
        foreach (var upload in bucket.Uploads.Values)
            if (upload.Row.Key == key && !upload.Row.IsOvertaken)
            {
                upload.Row = upload.Row with { IsOvertaken = true };
                changes.Put(UploadTable, Row(bucket, upload.Row.Id), upload.Row, S3Json.Default.UploadRow);
            }
    }

    private static void Keep(Changes changes, Bucket bucket, StoredObject stored)
    {
        bucket.Add(stored);
        var (table, row) = RowOf(bucket, stored);
        changes.Put(table, row, stored, S3Json.Default.StoredObject);
    }

    public void Put(Changes changes, Bucket bucket, Upload upload)
    {
        bucket.Uploads[upload.Row.Id] = upload;
        changes.Put(UploadTable, Row(bucket, upload.Row.Id), upload.Row, S3Json.Default.UploadRow);
    }

    public void Put(Changes changes, Bucket bucket, Upload upload, UploadedPart part)
    {
        ReleaseLater(changes, upload.Parts.TryGetValue(part.Number, out var replaced) ? [replaced.Segment] : []);
        upload.Parts[part.Number] = part;
        changes.Put(PartTable, Row(bucket, upload.Row.Id, part.Number), part, S3Json.Default.UploadedPart);
    }

    /// <summary>With its parts. What an object has taken over it has retained before.</summary>
    public void Delete(Changes changes, Bucket bucket, Upload upload)
    {
        bucket.Uploads.Remove(upload.Row.Id);
        foreach (var number in upload.Parts.Keys)
            changes.Delete(PartTable, Row(bucket, upload.Row.Id, number));
        changes.Delete(UploadTable, Row(bucket, upload.Row.Id));
        ReleaseLater(changes, [.. upload.Parts.Values.Select(part => part.Segment)]);
    }

    protected internal override void Load(IEnumerable<StoredRow> rows)
    {
        // Tables come in the order of their names: a bucket before its objects, an upload before its parts
        foreach (var (table, key, value) in rows)
            switch (table)
            {
                case BucketTable:
                    var bucket = JsonSerializer.Deserialize(value, S3Json.Default.BucketRow)!;
                    _buckets[bucket.Name] = new(bucket);
                    break;
                case ObjectTable or VersionTable:
                    var stored = JsonSerializer.Deserialize(value, S3Json.Default.StoredObject)!;
                    _buckets[key[..key.IndexOf('/')]].Add(stored);
                    _sequence = Math.Max(_sequence, stored.Sequence);
                    Bodies.Retain(stored.Segments);
                    break;
                case NotificationTable:
                    var notification = JsonSerializer.Deserialize(value, S3Json.Default.Notification)!;
                    Notifications[notification.Id] = notification;
                    _sequence = Math.Max(_sequence, notification.Id);
                    break;
                case UploadTable:
                    var upload = JsonSerializer.Deserialize(value, S3Json.Default.UploadRow)!;
                    _buckets[upload.Bucket].Uploads[upload.Id] = new(upload);
                    break;
                case PartTable:
                    var part = JsonSerializer.Deserialize(value, S3Json.Default.UploadedPart)!;
                    var names = key.Split('/');
                    _buckets[names[0]].Uploads[names[1]].Parts[part.Number] = part;
                    Bodies.Retain([part.Segment]);
                    break;
            }
    }

    public void Put(Changes changes, Notification notification)
    {
        Keep(changes, notification);
        changes.AfterCommit(() => service.Pump.Enqueue(this, notification));
    }

    public void Keep(Changes changes, Notification notification)
    {
        Notifications[notification.Id] = notification;
        changes.Put(NotificationTable, notification.RowKey, notification, S3Json.Default.Notification);
    }

    public void Delete(Changes changes, Notification notification)
    {
        Notifications.Remove(notification.Id);
        changes.Delete(NotificationTable, notification.RowKey);
    }

    private void ReleaseLater(Changes changes, IReadOnlyList<Segment> segments)
    {
        if (segments.Count > 0)
            changes.AfterCommit(() => Bodies.Release(segments));
    }

    private static (string Table, string Row) RowOf(Bucket bucket, StoredObject stored) =>
        stored.VersionId is { } version ? (VersionTable, Row(bucket, $"{version}/{stored.Key}")) : (ObjectTable, Row(bucket, stored.Key));

    private static string Row(Bucket bucket, string name) => $"{bucket.Row.Name}/{name}";

    private static string Row(Bucket bucket, string uploadId, int part) =>
        FormattableString.Invariant($"{bucket.Row.Name}/{uploadId}/{part}");
}
