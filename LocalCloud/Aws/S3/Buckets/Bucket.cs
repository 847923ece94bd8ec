using LocalCloud.Aws.S3.Expiry;
using LocalCloud.Aws.S3.Locks;
using LocalCloud.Aws.S3.Multipart;
using LocalCloud.Aws.S3.Notifications;
using LocalCloud.Aws.S3.Objects;
using LocalCloud.Aws.S3.Websites;

namespace LocalCloud.Aws.S3.Buckets;

/// <summary>A bucket's row.</summary>
/// <param name="Documents">The configuration documents that were put, by sub-resource, as they came.</param>
internal sealed record BucketRow(string Name, string Region, DateTimeOffset Created, Dictionary<string, string> Documents);

/// <summary>A bucket with what is in it.</summary>
internal sealed class Bucket(BucketRow row)
{
    private BucketRow _row = row;
    private NotificationRules? _notifications = NotificationRules.Of(row.Documents.GetValueOrDefault(BucketNotification.Subresource));
    private LockRule? _lock = LockRule.Of(row.Documents.GetValueOrDefault(ObjectLockConfiguration.Subresource));
    private WebsiteConfiguration? _website = WebsiteConfiguration.Of(row.Documents.GetValueOrDefault(WebsiteConfiguration.Subresource));
    private LifecycleRules? _lifecycle = LifecycleRules.Of(row.Documents);

    public BucketRow Row
    {
        get => _row;
        set
        {
            _row = value;
            _notifications = NotificationRules.Of(value.Documents.GetValueOrDefault(BucketNotification.Subresource));
            _website = WebsiteConfiguration.Of(value.Documents.GetValueOrDefault(WebsiteConfiguration.Subresource));
            _lifecycle = LifecycleRules.Of(value.Documents);
            _lock = LockRule.Of(value.Documents.GetValueOrDefault(ObjectLockConfiguration.Subresource));
        }
    }

    public NotificationRules? Notifications => _notifications;

    public WebsiteConfiguration? Website => _website;

    public LifecycleRules? Lifecycle => _lifecycle;

    /// <summary>Null when the bucket has no Object Lock.</summary>
    public LockRule? LockRule => _lock;

    /// <summary>What a key holds now.</summary>
    public OrderedKeys<StoredObject> Objects { get; } = new();

    /// <summary>Versions that newer ones have covered, and delete markers; newest first.</summary>
    public OrderedKeys<List<StoredObject>> Covered { get; } = new();

    /// <summary>"Enabled" or "Suspended"; null when the bucket never had versioning.</summary>
    public string? Versioning => Document(BucketVersioning.Subresource);

    public bool IsEmpty => Objects.Count == 0 && Covered.Count == 0;

    /// <summary>Newest first, delete markers among them.</summary>
    public IReadOnlyList<StoredObject> VersionsOf(string key)
    {
        var covered = Covered.TryGet(key, out var found) ? found : [];
        return Objects.TryGet(key, out var current) ? [current, .. covered] : covered;
    }

    public StoredObject? Version(string key, string versionId) =>
        VersionsOf(key).FirstOrDefault(version => version.ShownVersionId == versionId);

    /// <summary>All versions in the order of listings, from the first key that is not less than <paramref name="key"/>.</summary>
    public IEnumerable<KeyValuePair<string, StoredObject>> VersionsFrom(string key)
    {
        using var covered = Covered.From(key).GetEnumerator();
        var more = covered.MoveNext();
        foreach (var current in Objects.From(key))
        {
            while (more && KeyOrder.Instance.Compare(covered.Current.Key, current.Key) < 0)
            {
                foreach (var version in covered.Current.Value)
                    yield return new(version.Key, version);
                more = covered.MoveNext();
            }
            yield return current;
        }
        for (; more; more = covered.MoveNext())
            foreach (var version in covered.Current.Value)
                yield return new(version.Key, version);
    }

    public void Add(StoredObject stored) =>
        SetVersions(stored.Key, [.. VersionsOf(stored.Key).Append(stored).OrderByDescending(version => version.Sequence)]);

    public void Remove(StoredObject stored) =>
        SetVersions(stored.Key, [.. VersionsOf(stored.Key).Where(version => version.VersionId != stored.VersionId)]);

    private void SetVersions(string key, List<StoredObject> versions)
    {
        if (versions is [{ IsDeleteMarker: false } newest, ..])
        {
            Objects.Set(key, newest);
            versions.RemoveAt(0);
        }
        else
            Objects.Remove(key);
        if (versions.Count > 0)
            Covered.Set(key, versions);
        else
            Covered.Remove(key);
    }

    public Dictionary<string, Upload> Uploads { get; } = new(StringComparer.Ordinal);

    public string? Document(string subresource) => Row.Documents.GetValueOrDefault(subresource);
}
