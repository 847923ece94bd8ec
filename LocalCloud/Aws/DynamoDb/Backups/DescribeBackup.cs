namespace LocalCloud.Aws.DynamoDb.Backups;

internal sealed record BackupRequest(string? BackupArn);

internal sealed record DescribeBackupResponse(BackupDescription BackupDescription);

internal static class DescribeBackup
{
    public static readonly Operation Definition = Operation<DynamoDbState>.Define(
        "DescribeBackup",
        DynamoDbJson.Default.BackupRequest,
        DynamoDbJson.Default.DescribeBackupResponse,
        Handle,
        Arn<BackupRequest>(r => r.BackupArn)
    );

    internal static ValueMember<T> Arn<T>(Func<T, string?> get) => Must.Member<T>("backupArn", r => get(r)).Required().Length(37, 1024);

    private static Result<DescribeBackupResponse> Handle(DynamoDbState state, BackupRequest request, Context context) =>
        state.Backups.Find(request.BackupArn!).Ok(out var backup, out var error)
            ? new DescribeBackupResponse(BackupDescription.Of(state, backup.Definition))
            : error;
}
