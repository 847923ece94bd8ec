using LocalCloud.Aws.DynamoDb.Tables;
using LocalCloud.Aws.DynamoDb.Values;
using LocalCloud.Aws.DynamoDb.Writes;

namespace LocalCloud.Aws.DynamoDb.Operations;

internal sealed record PutRequest(Dictionary<string, AttributeValue>? Item);

internal sealed record DeleteRequest(Dictionary<string, AttributeValue>? Key);

internal sealed record WriteRequest(PutRequest? PutRequest, DeleteRequest? DeleteRequest);

internal sealed record BatchWriteItemRequest(
    Dictionary<string, List<WriteRequest>>? RequestItems,
    string? ReturnConsumedCapacity,
    string? ReturnItemCollectionMetrics
);

internal sealed record BatchWriteItemResponse(
    Dictionary<string, List<WriteRequest>> UnprocessedItems,
    List<ConsumedCapacity>? ConsumedCapacity,
    Dictionary<string, List<ItemCollectionMetrics>>? ItemCollectionMetrics
);

/// <summary>Many puts and deletes: each by itself, none conditional. A fault of one refuses all, before anything is written.</summary>
internal static class BatchWriteItem
{
    private const int MaxWrites = 25;

    public static readonly Operation Definition = Operation<DynamoDbState>.Define(
        "BatchWriteItem",
        DynamoDbJson.Default.BatchWriteItemRequest,
        DynamoDbJson.Default.BatchWriteItemResponse,
        Handle,
        Must.Member<BatchWriteItemRequest>("requestItems", r => r.RequestItems).Required().Length(1, MaxWrites),
        Must.EachList<BatchWriteItemRequest, WriteRequest>(
            "requestItems",
            r => r.RequestItems,
            1,
            MaxWrites,
            Must.Within<WriteRequest, PutRequest>("putRequest", r => r.PutRequest, Must.Member<PutRequest>("item", p => p.Item).Required()),
            Must.Within<WriteRequest, DeleteRequest>(
                "deleteRequest",
                r => r.DeleteRequest,
                Must.Member<DeleteRequest>("key", d => d.Key).Required()
            )
        ),
        Limits.Capacity<BatchWriteItemRequest>(r => r.ReturnConsumedCapacity),
        Must.Member<BatchWriteItemRequest>("returnItemCollectionMetrics", r => r.ReturnItemCollectionMetrics)
            .Enum(Limits.ItemCollectionMetrics)
    );

    private static Result<BatchWriteItemResponse> Handle(DynamoDbState state, BatchWriteItemRequest request, Context context)
    {
        var requests = request.RequestItems!;
        if (requests.Values.Sum(writes => writes.Count) > MaxWrites)
            return DynamoDbErrors.Validation("Too many items requested for the BatchWriteItem call");
        var all = new List<(string Name, Write Write, Dictionary<string, AttributeValue> Shape)>();
        foreach (var (name, write) in requests.SelectMany(table => table.Value.Select(write => (table.Key, write))))
        {
            switch (write)
            {
                case { PutRequest.Item: { } item, DeleteRequest: null }:
                    all.Add((name, new PutWrite(new() { TableName = name, Item = item }), item));
                    break;
                case { PutRequest: null, DeleteRequest.Key: { } key }:
                    all.Add((name, new DeleteWrite(new() { TableName = name, Key = key }), key));
                    break;
                case { PutRequest: null, DeleteRequest: null }:
                    return DynamoDbErrors.Validation(
                        "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes"
                    );
                default:
                    return DynamoDbErrors.Validation(
                        "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes"
                    );
            }
        }
        if (all.Select(entry => entry.Write.Parse()).FirstOrDefault(error => error is not null) is { } invalid)
            return invalid;
        if (Bind(state, all) is { } mismatch)
            return mismatch;

        var (capacity, metrics) = (new List<ConsumedCapacity?>(), new Dictionary<string, List<ItemCollectionMetrics>>());
        foreach (var (name, write, shape) in all)
        {
            var old = write.Table.Find(write.Key);
            var item = write.Evaluate(old).Value;
            state.Write(context.Changes, write.Table, old, item);
            capacity.Add(Capacity.Write(context, request.ReturnConsumedCapacity, write.Table, old, item));
            if (ItemCollections.Of(request.ReturnItemCollectionMetrics, write.Table, shape) is { } metric)
                (metrics.TryGetValue(name, out var list) ? list : metrics[name] = []).Add(metric);
        }
        return new BatchWriteItemResponse([], Capacity.Sum(capacity), metrics.Count > 0 ? metrics : null);
    }

    private static AwsError? Bind(DynamoDbState state, List<(string Name, Write Write, Dictionary<string, AttributeValue> Shape)> writes)
    {
        var seen = new HashSet<(string, string)>();
        foreach (var (_, write, shape) in writes)
        {
            if (!state.Find(write.TableName).Ok(out var table, out var unknown))
                return unknown;
            // PutItem would say which key is wrong, and how
            if (!table.Schema.Covers(shape))
                return DynamoDbErrors.Validation(KeySchema.NoMatch);
            if (write.Bind(table) is { } mismatch)
                return mismatch;
            if (!seen.Add((table.Name, Convert.ToHexString(write.Key))))
                return DynamoDbErrors.Validation("Provided list of item keys contains duplicates");
        }
        return null;
    }
}
