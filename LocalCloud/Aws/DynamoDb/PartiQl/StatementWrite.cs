using LocalCloud.Aws.DynamoDb.Expressions;
using LocalCloud.Aws.DynamoDb.Tables;
using LocalCloud.Aws.DynamoDb.Values;
using LocalCloud.Aws.DynamoDb.Writes;

namespace LocalCloud.Aws.DynamoDb.PartiQl;

/// <param name="Returned">What RETURNING asked for.</param>
internal sealed record StatementWritten(Table Table, IReadOnlyDictionary<string, AttributeValue>? Returned, ConsumedCapacity? Consumed);

/// <summary>A statement that writes, as the conditional write of one item that it is.</summary>
internal static class StatementWrite
{
    private static readonly AwsError NoKey = DynamoDbErrors.Validation(
        "Where clause does not contain a mandatory equality on all key attributes"
    );

    public static readonly AwsError Duplicate = new("DuplicateItemException", "Duplicate primary key exists in table");

    /// <param name="onFailure">ReturnValuesOnConditionCheckFailure</param>
    public static Result<Write> Of(DynamoDbState state, Statement statement, string? onFailure)
    {
        if (!state.Find(statement.Source.Table).Ok(out var table, out var error))
            return error;
        var name = statement.Source.Table;
        var isThere = new Exists(new DocumentPath([new(table.Schema.Hash.Name, 0)]));
        if (statement is InsertStatement insert)
            return new PutWrite(
                new()
                {
                    TableName = name,
                    Item = insert.Item,
                    Condition = new Not(isThere),
                    Refusal = Duplicate,
                }
            );

        if (WholeKey.Of(RequestedStatements.WhereOf(statement), table.Schema) is not { } whole)
            return NoKey;
        var condition = whole.Rest is null ? isThere : (Condition)new And(isThere, whole.Rest);
        return statement switch
        {
            UpdateStatement update => new UpdateWrite(
                new()
                {
                    TableName = name,
                    Key = whole.Key,
                    Condition = condition,
                    Update = new(update.Actions),
                    ReturnValuesOnConditionCheckFailure = onFailure,
                }
            ),
            // docs: ql-reference.delete.html. Where there is no such item, nothing is deleted, and that is a success.
            DeleteStatement => new DeleteWrite(
                new()
                {
                    TableName = name,
                    Key = whole.Key,
                    Condition = whole.Rest is null ? null : new Or(new Not(isThere), whole.Rest),
                    ReturnValuesOnConditionCheckFailure = onFailure,
                }
            ),
            _ when whole.Rest is null => DynamoDbErrors.Validation(
                "The SELECT statement of EXISTS must specify the full primary key and one other condition"
            ),
            _ => new CheckWrite(
                new()
                {
                    TableName = name,
                    Key = whole.Key,
                    Condition = condition,
                    ReturnValuesOnConditionCheckFailure = onFailure,
                }
            ),
        };
    }

    public static Result<StatementWritten> Run(DynamoDbState state, Context context, Statement statement, string? onFailure, string? wanted)
    {
        if (!Of(state, statement, onFailure).Ok(out var write, out var error))
            return error;
        if (!SingleWrite.Run(state, context, write).Ok(out var done, out error))
            return error;
        return new StatementWritten(
            done.Table,
            Returned(statement, write, done.Old, done.New),
            Capacity.Write(context, wanted, done.Table, done.Old, done.New)
        );
    }

    private static IReadOnlyDictionary<string, AttributeValue>? Returned(
        Statement statement,
        Write write,
        StoredItem? old,
        StoredItem? item
    )
    {
        var returning = statement switch
        {
            UpdateStatement update => update.Returning,
            DeleteStatement delete => delete.Returning,
            _ => null,
        };
        if (returning is null || (returning.IsNew ? item : old) is not { } of)
            return null;
        return returning.OnlyModified ? ((UpdateWrite)write).Updated.Of(of.Attributes) : of.Attributes;
    }
}
