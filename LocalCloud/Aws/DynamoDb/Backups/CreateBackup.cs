using LocalCloud.Aws.DynamoDb.Operations;
using LocalCloud.Aws.DynamoDb.Tables;

namespace LocalCloud.Aws.DynamoDb.Backups;

internal sealed record CreateBackupRequest(string? TableName, string? BackupName);

internal sealed record CreateBackupResponse(BackupDetails BackupDetails);

internal static class CreateBackup
{
    public static readonly Operation Definition = Operation<DynamoDbState>.Define(
        "CreateBackup",
        DynamoDbJson.Default.CreateBackupRequest,
        DynamoDbJson.Default.CreateBackupResponse,
        Handle,
        Limits.Table<CreateBackupRequest>(r => r.TableName),
        Must.Member<CreateBackupRequest>("backupName", r => r.BackupName)
            .Required()
            .Length(3, 255)
            .Pattern(TableName.Pattern(), "[a-zA-Z0-9_.-]+")
    );

    private static Result<CreateBackupResponse> Handle(DynamoDbState state, CreateBackupRequest request, Context context)
    {
        if (!DescribeContinuousBackups.Find(state, request.TableName!).Ok(out var table, out var error))
            return error;
        var backup = state.Backups.Create(context.Changes, table, request.BackupName!, "USER");
        return new CreateBackupResponse(BackupDetails.Of(state, backup.Definition, "CREATING"));
    }
}
