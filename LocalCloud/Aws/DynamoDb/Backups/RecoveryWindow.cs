using LocalCloud.Aws.DynamoDb.Tables;

namespace LocalCloud.Aws.DynamoDb.Backups;

/// <summary>From when to when a table can be had as it was.</summary>
internal readonly record struct RecoveryWindow(DateTimeOffset Earliest, DateTimeOffset Latest)
{
    /// <summary>AWS can restore up to five minutes ago.</summary>
    public static RecoveryWindow Of(Recovery recovery, DateTimeOffset now)
    {
        var (first, latest) = (now.AddDays(-recovery.Days), now.AddMinutes(-5));
        return new(first > recovery.Since ? first : recovery.Since, latest > recovery.Since ? latest : recovery.Since);
    }

    public bool Includes(DateTimeOffset time) => time >= Earliest && time <= Latest;
}
