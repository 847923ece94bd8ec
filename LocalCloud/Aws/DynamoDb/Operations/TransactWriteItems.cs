using System.Text.Json;
using LocalCloud.Aws.DynamoDb.Tables;
using LocalCloud.Aws.DynamoDb.Values;
using LocalCloud.Aws.DynamoDb.Writes;

namespace LocalCloud.Aws.DynamoDb.Operations;

internal sealed record TransactWriteItem(CheckInput? ConditionCheck, PutInput? Put, DeleteInput? Delete, UpdateInput? Update)
{
    public IEnumerable<WriteInput> Inputs() => new WriteInput?[] { ConditionCheck, Put, Delete, Update }.OfType<WriteInput>();

    /// <summary>As its member is called.</summary>
    internal string Kind =>
        Put is not null ? "Put"
        : Update is not null ? "Update"
        : Delete is not null ? "Delete"
        : "ConditionCheck";
}

internal sealed record TransactWriteItemsRequest(
    List<TransactWriteItem>? TransactItems,
    string? ReturnConsumedCapacity,
    string? ReturnItemCollectionMetrics,
    string? ClientRequestToken
);

internal sealed record TransactWriteItemsResponse(
    List<ConsumedCapacity>? ConsumedCapacity,
    Dictionary<string, List<ItemCollectionMetrics>>? ItemCollectionMetrics
);

/// <summary>All writes or none: every item is evaluated before the first is written.</summary>
internal static class TransactWriteItems
{
    private const long MaxSize = 4L << 20;

    public static readonly Operation Definition = Operation<DynamoDbState>.Define(
        "TransactWriteItems",
        DynamoDbJson.Default.TransactWriteItemsRequest,
        DynamoDbJson.Default.TransactWriteItemsResponse,
        Handle,
        Must.Member<TransactWriteItemsRequest>("transactItems", r => r.TransactItems).Required().Length(1, 100),
        Must.Each<TransactWriteItemsRequest, TransactWriteItem>(
            "transactItems",
            r => r.TransactItems,
            Must.Member<TransactWriteItem>("put.tableName", i => i.Put is null ? "" : i.Put.TableName).Required(),
            Must.Member<TransactWriteItem>("put.item", i => i.Put is null ? "" : i.Put.Item).Required(),
            Must.Member<TransactWriteItem>("delete.tableName", i => i.Delete is null ? "" : i.Delete.TableName).Required(),
            Must.Member<TransactWriteItem>("delete.key", i => i.Delete is null ? "" : i.Delete.Key).Required(),
            Must.Member<TransactWriteItem>("update.tableName", i => i.Update is null ? "" : i.Update.TableName).Required(),
            Must.Member<TransactWriteItem>("update.key", i => i.Update is null ? "" : i.Update.Key).Required(),
            Must.Member<TransactWriteItem>("update.updateExpression", i => i.Update is null ? "" : i.Update.UpdateExpression).Required(),
            Must.Member<TransactWriteItem>("conditionCheck.tableName", i => i.ConditionCheck is null ? "" : i.ConditionCheck.TableName)
                .Required(),
            Must.Member<TransactWriteItem>("conditionCheck.key", i => i.ConditionCheck is null ? "" : i.ConditionCheck.Key).Required(),
            Must.Member<TransactWriteItem>("conditionCheck.conditionExpression", i =>
                    i.ConditionCheck is null ? "" : i.ConditionCheck.ConditionExpression
                )
                .Required()
        ),
        Limits.Capacity<TransactWriteItemsRequest>(r => r.ReturnConsumedCapacity),
        Must.Member<TransactWriteItemsRequest>("returnItemCollectionMetrics", r => r.ReturnItemCollectionMetrics)
            .Enum(Limits.ItemCollectionMetrics),
        Must.Member<TransactWriteItemsRequest>("clientRequestToken", r => r.ClientRequestToken).Length(1, 36)
    );

    private static Result<TransactWriteItemsResponse> Handle(DynamoDbState state, TransactWriteItemsRequest request, Context context)
    {
        if (request.TransactItems!.Any(item => item.Inputs().Count() != 1))
            return DynamoDbErrors.Validation("TransactItems can only contain one of Check, Put, Update or Delete");
        var writes = request.TransactItems!.Select(item => Of(item.Inputs().Single())).ToList();
        if (writes.Select(write => write.Parse()).FirstOrDefault(error => error is not null) is { } invalid)
            return invalid;
        var fingerprint = request.ClientRequestToken is null
            ? ""
            : ClientTokens.Fingerprint(
                JsonSerializer.SerializeToElement(
                    request with
                    {
                        ClientRequestToken = null,
                        ReturnConsumedCapacity = null,
                    },
                    DynamoDbJson.Default.TransactWriteItemsRequest
                )
            );
        if (request.ClientRequestToken is { } token && state.Tokens.Find(token, context.Now) is { } used)
            return used.Fingerprint == fingerprint ? new TransactWriteItemsResponse(null, null) : ClientTokens.Mismatch;

        if (!Evaluate(state, writes).Ok(out var results, out var refused))
            return refused;

        Store(state, context, writes, results);
        if (request.ClientRequestToken is { } newToken)
            state.Tokens.Add(context.Changes, newToken, fingerprint, context.Now);
        return Answer(context, request, writes, results);
    }

    private static Write Of(WriteInput input) =>
        input switch
        {
            PutInput put => new PutWrite(put),
            DeleteInput delete => new DeleteWrite(delete),
            UpdateInput update => new UpdateWrite(update),
            var check => new CheckWrite((CheckInput)check),
        };

    internal static void Store(DynamoDbState state, Context context, List<Write> writes, List<(StoredItem? Old, StoredItem? New)> results)
    {
        foreach (var (write, (old, item)) in writes.Zip(results))
        {
            if (write is not CheckWrite)
                state.Write(context.Changes, write.Table, old, item);
        }
    }

    internal static Result<List<(StoredItem? Old, StoredItem? New)>> Evaluate(DynamoDbState state, List<Write> writes)
    {
        var reasons = new List<CancellationReason>();
        var results = new List<(StoredItem? Old, StoredItem? New)>();
        var seen = new HashSet<(string, string)>();
        foreach (var write in writes)
        {
            if (!state.Find(write.TableName).Ok(out var table, out var unknown))
                return unknown;
            var error = write.Bind(table);
            StoredItem? item = null;
            var old = error is null ? table.Find(write.Key) : null;
            if (error is null && !seen.Add((table.Name, Convert.ToHexString(write.Key))))
                return DynamoDbErrors.Validation("Transaction request cannot include multiple operations on one item");
            if (error is null && !write.Evaluate(old).Ok(out item, out var refused))
                error = refused;
            results.Add((old, item));
            reasons.Add(error is null ? new("None") : Reason(error));
        }
        if (reasons.Any(reason => reason.Code != "None"))
            return DynamoDbErrors.TransactionCanceled(reasons);
        return results.Sum(result => (long)(result.New?.Size ?? 0)) > MaxSize
            ? DynamoDbErrors.Validation(
                "Collection size of items in transaction exceeded: the aggregate size of the items cannot exceed 4 MB"
            )
            : results;
    }

    private static CancellationReason Reason(AwsError error) =>
        error.Code switch
        {
            "ConditionalCheckFailedException" => new("ConditionalCheckFailed", error.Message, DynamoDbErrors.ItemOf(error)),
            "DuplicateItemException" => new("DuplicateItem", error.Message),
            _ => new("ValidationError", error.Message),
        };

    private static TransactWriteItemsResponse Answer(
        Context context,
        TransactWriteItemsRequest request,
        List<Write> writes,
        List<(StoredItem? Old, StoredItem? New)> results
    )
    {
        var capacity = request
            .TransactItems!.Zip(writes, results)
            .Select(part =>
                Capacity.Write(context, request.ReturnConsumedCapacity, part.Second.Table, part.Third.Old, part.Third.New, part.First.Kind)
            )
            .ToList();
        var metrics = writes
            .Zip(results)
            .Where(pair => (pair.Second.New ?? pair.Second.Old) is not null)
            .Select(pair => (pair.First.Table, Item: (pair.Second.New ?? pair.Second.Old)!.Attributes))
            .Select(pair => (pair.Table.Name, Metric: ItemCollections.Of(request.ReturnItemCollectionMetrics, pair.Table, pair.Item)))
            .Where(pair => pair.Metric is not null)
            .GroupBy(pair => pair.Name)
            .ToDictionary(group => group.Key, group => group.Select(pair => pair.Metric!).ToList());
        var sums = Capacity.SumOfTransaction(capacity, reads: false);
        return new(sums, metrics.Count > 0 ? metrics : null);
    }
}
