using LocalCloud.Aws.DynamoDb.Tables;

namespace LocalCloud.Aws.DynamoDb.Writes;

internal sealed record WriteDone(Table Table, StoredItem? Old, StoredItem? New);

/// <summary>A write outside of transactions: all checks, then the change.</summary>
internal static class SingleWrite
{
    public static Result<WriteDone> Run(DynamoDbState state, Context context, Write write)
    {
        if (write.Parse() is { } invalid)
            return invalid;
        if (!state.Find(write.TableName).Ok(out var table, out var error))
            return error;
        if (write.Bind(table) is { } mismatch)
            return mismatch;
        var old = table.Find(write.Key);
        if (!write.Evaluate(old).Ok(out var item, out var refused))
        {
            // docs: WorkingWithItems.html#WorkingWithItems.ConditionalUpdate: it consumes what the item that is there weighs
            if (refused.Code is "ConditionalCheckFailedException" or "DuplicateItemException")
                context.Consume(table.Name, Capacity.OfWrite(old?.Size ?? 0), isWrite: true);
            return refused;
        }
        state.Write(context.Changes, table, old, item);
        return new WriteDone(table, old, item);
    }
}
