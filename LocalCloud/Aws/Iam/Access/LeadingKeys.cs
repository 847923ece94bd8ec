using System.Globalization;
using LocalCloud.Aws.DynamoDb;
using LocalCloud.Aws.DynamoDb.Expressions;
using LocalCloud.Aws.DynamoDb.Operations;
using LocalCloud.Aws.DynamoDb.PartiQl;
using LocalCloud.Aws.DynamoDb.Reads;
using LocalCloud.Aws.DynamoDb.Tables;
using LocalCloud.Aws.DynamoDb.Values;
using LocalCloud.Aws.DynamoDb.Writes;

namespace LocalCloud.Aws.Iam.Access;

/// <summary>
/// dynamodb:LeadingKeys, the partition keys that a call names:
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html. A Scan names none, so that ForAllValues
/// holds for it, as on AWS.
/// </summary>
internal static class LeadingKeys
{
    public static List<string> Of(Context context, object request)
    {
        var state = (DynamoDbState)context.Host.Service("dynamodb").State(context.Scope);
        return context.Host.Read(state, s => Named(s, request).OfType<string>().Distinct().ToList());
    }

    /// <summary>
    /// dynamodb:FullTableScan, which only statements have: one of them reads without naming a partition. docs: ql-iam.html
    /// </summary>
    public static bool? IsScan(Context context, object request)
    {
        if (RequestedStatements.Of(request) is not { } statements)
            return null;
        var state = (DynamoDbState)context.Host.Service("dynamodb").State(context.Scope);
        return context.Host.Read(state, s =>
            statements
                .OfType<SelectStatement>()
                .Any(select => Schema(s, select.Source.Table, select.Source.Index) is { } schema && SelectPlan.IsScan(select.Where, schema))
        );
    }

    private static IEnumerable<string?> Named(DynamoDbState state, object request) =>
        request switch
        {
            GetInput get => [Key(state, get.TableName, get.Key)],
            PutInput put => [Key(state, put.TableName, put.Item)],
            KeyedInput keyed => [Key(state, keyed.TableName, keyed.Key)],
            QueryRequest query => [Queried(state, query)],
            BatchGetItemRequest batch => (batch.RequestItems ?? []).SelectMany(table =>
                (table.Value.Keys ?? []).Select(key => Key(state, table.Key, key))
            ),
            BatchWriteItemRequest batch => (batch.RequestItems ?? []).SelectMany(table =>
                (table.Value ?? []).Select(write => Key(state, table.Key, write.PutRequest?.Item ?? write.DeleteRequest?.Key))
            ),
            TransactGetItemsRequest transaction => (transaction.TransactItems ?? []).Select(item =>
                Key(state, item.Get?.TableName, item.Get?.Key)
            ),
            TransactWriteItemsRequest transaction => (transaction.TransactItems ?? []).SelectMany(item =>
                item.Inputs().SelectMany(input => Named(state, input))
            ),
            _ => (RequestedStatements.Of(request) ?? []).SelectMany(statement =>
                Schema(state, statement.Source.Table, statement.Source.Index) is { Hashes: [_] } schema
                    ? RequestedStatements.PartitionKeys(statement, schema).Select(Text)
                    : []
            ),
        };

    private static string? Key(DynamoDbState state, string? table, Dictionary<string, AttributeValue>? item) =>
        Schema(state, table, null) is { Hashes: [var hash] } && item?.GetValueOrDefault(hash.Name) is { } value ? Text(value) : null;

    private static string? Queried(DynamoDbState state, QueryRequest query)
    {
        if (Schema(state, query.TableName, query.IndexName) is not { } schema)
            return null;
        if (query.KeyConditionExpression is null)
            return schema.Hashes is [var hash] && query.KeyConditions?.GetValueOrDefault(hash.Name)?.AttributeValueList is [{ } only]
                ? Text(only)
                : null;
        var placeholders = new Placeholders(query.ExpressionAttributeNames, query.ExpressionAttributeValues);
        return
            Expression.Condition(ExpressionKind.KeyConditionExpression, query.KeyConditionExpression, placeholders)
                is { Error: null, Value: { } condition }
            && Expression.KeyCondition(condition, schema) is { Error: null, Value.Partition: [var partition] }
            ? Text(partition)
            : null;
    }

    private static KeySchema? Schema(DynamoDbState state, string? table, string? index) =>
        state.ByName(TableName.Of(table ?? "")) is not { } found ? null
        : index is null ? found.Schema
        : found.Indexes.GetValueOrDefault(index)?.Schema;

    private static string? Text(AttributeValue value) =>
        value switch
        {
            StringValue text => text.Text,
            NumberValue number => Convert.ToString(number.Number, CultureInfo.InvariantCulture),
            BinaryValue binary => Convert.ToBase64String(binary.Bytes),
            _ => null,
        };
}
