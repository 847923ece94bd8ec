namespace LocalCloud.Aws.DynamoDb.Backups;

internal static class DeleteBackup
{
    public static readonly Operation Definition = Operation<DynamoDbState>.Define(
        "DeleteBackup",
        DynamoDbJson.Default.BackupRequest,
        DynamoDbJson.Default.DescribeBackupResponse,
        Handle,
        DescribeBackup.Arn<BackupRequest>(r => r.BackupArn)
    );

    private static Result<DescribeBackupResponse> Handle(DynamoDbState state, BackupRequest request, Context context)
    {
        if (!state.Backups.Find(request.BackupArn!).Ok(out var backup, out var error))
            return error;
        state.Backups.Delete(context.Changes, backup);
        return new DescribeBackupResponse(BackupDescription.Of(state, backup.Definition, "DELETED"));
    }
}
