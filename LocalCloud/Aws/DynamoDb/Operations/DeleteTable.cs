using LocalCloud.Aws.DynamoDb.Tables;

namespace LocalCloud.Aws.DynamoDb.Operations;

internal static class DeleteTable
{
    public static readonly Operation Definition = Operation<DynamoDbState>.Define(
        "DeleteTable",
        DynamoDbJson.Default.TableRequest,
        DynamoDbJson.Default.CreateTableResponse,
        Handle,
        Limits.Table<TableRequest>(r => r.TableName)
    );

    private static Result<CreateTableResponse> Handle(DynamoDbState state, TableRequest request, Context context)
    {
        if (!state.Describe(request.TableName!).Ok(out var table, out var error))
            return error;
        if (table.Definition.DeletionProtection)
            return DynamoDbErrors.Validation(
                "Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first."
            );
        // docs: PointInTimeRecovery_Howitworks.html: what was recoverable stays so for 35 days
        if (table.Definition.Recovery is not null)
            state.Backups.Create(context.Changes, table, $"{table.Name}$DeletedTableBackup", "SYSTEM");
        state.Delete(context.Changes, table);
        return new CreateTableResponse(TableDescription.Of(state, table, "DELETING"));
    }
}
