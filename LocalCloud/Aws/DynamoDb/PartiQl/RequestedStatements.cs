using LocalCloud.Aws.DynamoDb.Expressions;
using LocalCloud.Aws.DynamoDb.Operations;
using LocalCloud.Aws.DynamoDb.Tables;
using LocalCloud.Aws.DynamoDb.Values;

namespace LocalCloud.Aws.DynamoDb.PartiQl;

/// <summary>What a request's statements speak of, for those who decide about it before it runs.</summary>
internal static class RequestedStatements
{
    /// <summary>Null of a request that has none. One that is not well formed is left out: it comes to nothing.</summary>
    public static List<Statement>? Of(object request)
    {
        IEnumerable<(string? Text, List<AttributeValue>? Parameters)>? given = request switch
        {
            ExecuteStatementRequest one => [(one.Statement, one.Parameters)],
            BatchExecuteStatementRequest batch => (batch.Statements ?? []).Select(one => (one?.Statement, one?.Parameters)),
            ExecuteTransactionRequest transaction => (transaction.TransactStatements ?? []).Select(one =>
                (one?.Statement, one?.Parameters)
            ),
            _ => null,
        };
        return given is null
            ? null
            :
            [
                .. given
                    .Where(one => one.Text is not null)
                    .Select(one => Statements.Parse(one.Text!, one.Parameters).Value)
                    .OfType<Statement>(),
            ];
    }

    /// <summary>The partition keys that a statement names, in whichever way it is carried out; none of a scan.</summary>
    public static IEnumerable<AttributeValue> PartitionKeys(Statement statement, KeySchema schema)
    {
        if (statement is InsertStatement insert)
            return insert.Item.TryGetValue(schema.Hash.Name, out var value) ? [value] : [];
        var where = WhereOf(statement);
        var keys = SelectPlan.PartitionKeys(where, schema);
        return WholeKey.Of(where, schema) is { } whole ? [.. keys, whole.Key[schema.Hash.Name]] : keys;
    }

    public static Condition? WhereOf(Statement statement) =>
        statement switch
        {
            SelectStatement select => select.Where,
            UpdateStatement update => update.Where,
            DeleteStatement delete => delete.Where,
            ExistsStatement exists => exists.Select.Where,
            _ => null,
        };
}
