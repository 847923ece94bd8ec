using System.Text.Json.Serialization;
using LocalCloud.Aws.DynamoDb.Tables;

namespace LocalCloud.Aws.DynamoDb.Backups;

internal sealed record ListBackupsRequest
{
    public string? TableName { get; init; }
    public int? Limit { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset? TimeRangeLowerBound { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset? TimeRangeUpperBound { get; init; }
    public string? ExclusiveStartBackupArn { get; init; }
    public string? BackupType { get; init; }
}

internal sealed record BackupSummary
{
    public required string TableName { get; init; }
    public required string TableId { get; init; }
    public required string TableArn { get; init; }
    public required string BackupArn { get; init; }
    public required string BackupName { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public required DateTimeOffset BackupCreationDateTime { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset? BackupExpiryDateTime { get; init; }
    public required string BackupStatus { get; init; }
    public required string BackupType { get; init; }
    public long BackupSizeBytes { get; init; }
}

internal sealed record ListBackupsResponse(List<BackupSummary> BackupSummaries, string? LastEvaluatedBackupArn);

internal static class ListBackups
{
    private const int Most = 100;

    public static readonly Operation Definition = Operation<DynamoDbState>.Define(
        "ListBackups",
        DynamoDbJson.Default.ListBackupsRequest,
        DynamoDbJson.Default.ListBackupsResponse,
        Handle,
        Must.Member<ListBackupsRequest>("tableName", r => r.TableName).Length(1, 1024),
        Must.Member<ListBackupsRequest>("limit", r => r.Limit).Range(1, Most),
        Must.Member<ListBackupsRequest>("exclusiveStartBackupArn", r => r.ExclusiveStartBackupArn).Length(37, 1024),
        Must.Member<ListBackupsRequest>("backupType", r => r.BackupType).Enum("USER", "SYSTEM", "AWS_BACKUP", "ALL")
    );

    private static Result<ListBackupsResponse> Handle(DynamoDbState state, ListBackupsRequest request, Context context)
    {
        // docs: API_ListBackups: USER unless another type is specified; the bounds of time, lower included and upper excluded
        var type = request.BackupType ?? "USER";
        var name = request.TableName is null ? null : TableName.Of(request.TableName);
        var after = request.ExclusiveStartBackupArn?[(request.ExclusiveStartBackupArn.LastIndexOf('/') + 1)..];
        var limit = request.Limit ?? Most;
        var found = state
            .Backups.All.Select(backup => backup.Definition)
            .Where(backup =>
                (type == "ALL" || backup.Type == type)
                && (name is null || backup.Table.Name == name)
                && !(backup.CreatedAt < request.TimeRangeLowerBound)
                && !(backup.CreatedAt >= request.TimeRangeUpperBound)
                && (after is null || string.CompareOrdinal(backup.Id, after) > 0)
            )
            .Take(limit + 1)
            .ToList();
        return new ListBackupsResponse(
            [.. found.Take(limit).Select(backup => Of(state, backup))],
            found.Count > limit ? state.Backups.ArnOf(found[limit - 1]) : null
        );
    }

    private static BackupSummary Of(DynamoDbState state, BackupDefinition backup) =>
        new()
        {
            TableName = backup.Table.Name,
            TableId = backup.Table.Id,
            TableArn = state.Scope.Arn("dynamodb", $"table/{backup.Table.Name}"),
            BackupArn = state.Backups.ArnOf(backup),
            BackupName = backup.Name,
            BackupCreationDateTime = backup.CreatedAt,
            BackupExpiryDateTime = backup.ExpiresAt,
            BackupStatus = "AVAILABLE",
            BackupType = backup.Type,
            BackupSizeBytes = backup.Size,
        };
}
