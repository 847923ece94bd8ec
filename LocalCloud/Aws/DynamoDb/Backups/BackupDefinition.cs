using System.Text.Json.Serialization;
using LocalCloud.Aws.DynamoDb.Tables;

namespace LocalCloud.Aws.DynamoDb.Backups;

/// <summary>A backup without its items: one row of the store.</summary>
/// <param name="Id">The last part of its ARN: the time in milliseconds, and something that no other has.</param>
/// <param name="Type">USER, or SYSTEM for that of a deleted table.</param>
internal sealed record BackupDefinition(
    string Id,
    string Name,
    string Type,
    [property: JsonConverter(typeof(EpochSeconds))] DateTimeOffset CreatedAt,
    TableDefinition Table,
    string? ViewType,
    long Size,
    long Count
)
{
    // docs: PointInTimeRecovery_Howitworks.html#howitworks_deleting
    private static readonly TimeSpan Kept = TimeSpan.FromDays(35);

    [JsonIgnore]
    public DateTimeOffset? ExpiresAt => Type == "SYSTEM" ? CreatedAt + Kept : null;
}

/// <summary>The items are shared with the table as long as they are the same: a backup is made at once.</summary>
internal sealed record Backup(BackupDefinition Definition, List<StoredItem> Items)
{
    public KeySchema Schema { get; } = Definition.Table.SchemaOf(Definition.Table.KeySchema);
}
