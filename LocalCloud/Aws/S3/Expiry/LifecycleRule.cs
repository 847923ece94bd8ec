using System.Globalization;
using System.Xml.Linq;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Expiry;

/// <summary>What becomes of the objects of its filter, and when.</summary>
/// <param name="RemovesLoneMarkers">ExpiredObjectDeleteMarker: delete markers that hide nothing any more.</param>
/// <param name="NewerNoncurrent">So many of the newest noncurrent versions stay, however old they are.</param>
internal sealed record LifecycleRule(
    string Id,
    LifecycleFilter Filter,
    LifecycleTerm? Expiration,
    bool RemovesLoneMarkers,
    LifecycleTerm? Noncurrent,
    int NewerNoncurrent,
    LifecycleTerm? Abort,
    IReadOnlyList<StorageMove> Moves,
    IReadOnlyList<StorageMove> NoncurrentMoves
)
{
    public static LifecycleRule Of(XElement rule)
    {
        var expiration = rule.Children("Expiration").FirstOrDefault();
        var noncurrent = rule.Children("NoncurrentVersionExpiration").FirstOrDefault();
        return new(
            rule.Child("ID") ?? "",
            LifecycleFilter.Of(rule)!,
            LifecycleTerm.Of(expiration, "Days"),
            expiration?.Child("ExpiredObjectDeleteMarker") == "true",
            LifecycleTerm.Of(noncurrent, "NoncurrentDays"),
            Newer(noncurrent),
            LifecycleTerm.Of(rule.Children("AbortIncompleteMultipartUpload").FirstOrDefault(), "DaysAfterInitiation"),
            Moved(rule, "Transition", "Days"),
            Moved(rule, "NoncurrentVersionTransition", "NoncurrentDays")
        );
    }

    private static StorageMove[] Moved(XElement rule, string name, string days) =>
        [.. rule.Children(name).Select(move => new StorageMove(LifecycleTerm.Of(move, days)!, Newer(move), move.Child("StorageClass")!))];

    private static int Newer(XElement? element) =>
        int.TryParse(element?.Child("NewerNoncurrentVersions"), NumberStyles.None, CultureInfo.InvariantCulture, out var newer) ? newer : 0;
}

/// <summary>A number of days or a date.</summary>
internal sealed record LifecycleTerm(int Days, DateTimeOffset? Date)
{
    /// <summary>
    /// The midnight (UTC) at which it has passed: "rounding up the resulting time to the next day at midnight UTC".
    /// docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html
    /// </summary>
    public DateTimeOffset From(DateTimeOffset time) => Date ?? NextMidnight(time.AddDays(Days));

    public static DateTimeOffset NextMidnight(DateTimeOffset time) => new(time.UtcDateTime.Date.AddDays(1), TimeSpan.Zero);

    public static LifecycleTerm? Of(XElement? action, string days) =>
        action?.Child("Date") is { } text && TryParseDate(text, out var date) ? new(0, date)
        : int.TryParse(action?.Child(days), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? new(count, null)
        : null;

    public static bool TryParseDate(string text, out DateTimeOffset date) =>
        DateTimeOffset.TryParse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out date
        );
}

/// <summary>To a colder storage class.</summary>
internal sealed record StorageMove(LifecycleTerm Term, int NewerNoncurrent, string StorageClass)
{
    private const long Small = 128 * 1024;

    // docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html: downwards only
    private static readonly string[] Waterfall =
    [
        "STANDARD",
        "STANDARD_IA",
        "INTELLIGENT_TIERING",
        "ONEZONE_IA",
        "GLACIER_IR",
        "GLACIER",
        "DEEP_ARCHIVE",
    ];

    public static readonly string[] Classes = Waterfall[1..];

    public int Rank => Array.IndexOf(Waterfall, StorageClass);

    public bool IsFrom(string storageClass) =>
        Math.Max(Array.IndexOf(Waterfall, storageClass), 0) < Rank && (storageClass, StorageClass) is not ("ONEZONE_IA", "GLACIER_IR");

    /// <summary>Small objects stay where they are, unless the rule speaks of sizes, or sizes go by the class.</summary>
    public bool Takes(long size, LifecycleFilter filter, bool variesByClass) =>
        size >= Small || filter.HasSize || (variesByClass && StorageClass is "GLACIER" or "DEEP_ARCHIVE");
}
