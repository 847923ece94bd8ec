using LocalCloud.Aws.DynamoDb.Operations;

namespace LocalCloud.Aws.DynamoDb.Backups;

internal sealed record RestoreTableFromBackupRequest : RestoreInput
{
    public string? BackupArn { get; init; }
}

internal static class RestoreTableFromBackup
{
    public static readonly Operation Definition = Operation<DynamoDbState>.Define(
        "RestoreTableFromBackup",
        DynamoDbJson.Default.RestoreTableFromBackupRequest,
        DynamoDbJson.Default.CreateTableResponse,
        Handle,
        [DescribeBackup.Arn<RestoreTableFromBackupRequest>(r => r.BackupArn), .. RestoreInput.Constraints<RestoreTableFromBackupRequest>()]
    );

    private static Result<CreateTableResponse> Handle(DynamoDbState state, RestoreTableFromBackupRequest request, Context context)
    {
        if (!state.Backups.Find(request.BackupArn!).Ok(out var backup, out var error))
            return error;
        var source = backup.Definition.Table;
        var summary = new RestoreSummary(
            request.BackupArn,
            state.Scope.Arn("dynamodb", $"table/{source.Name}"),
            backup.Definition.CreatedAt,
            false
        );
        return Restoration.Run(state, context, request, source, backup.Items, summary).Ok(out var table, out error)
            ? new CreateTableResponse(table)
            : error;
    }
}
