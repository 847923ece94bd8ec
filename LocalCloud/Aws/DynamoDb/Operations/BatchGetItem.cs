using LocalCloud.Aws.DynamoDb.Legacy;
using LocalCloud.Aws.DynamoDb.Reads;
using LocalCloud.Aws.DynamoDb.Tables;
using LocalCloud.Aws.DynamoDb.Values;

namespace LocalCloud.Aws.DynamoDb.Operations;

internal sealed record KeysAndAttributes
{
    public List<Dictionary<string, AttributeValue>>? Keys { get; init; }
    public bool? ConsistentRead { get; init; }
    public string? ProjectionExpression { get; init; }
    public Dictionary<string, string>? ExpressionAttributeNames { get; init; }
    public List<string>? AttributesToGet { get; init; }
}

internal sealed record BatchGetItemRequest(Dictionary<string, KeysAndAttributes>? RequestItems, string? ReturnConsumedCapacity);

internal sealed record BatchGetItemResponse(
    Dictionary<string, List<IReadOnlyDictionary<string, AttributeValue>>> Responses,
    Dictionary<string, KeysAndAttributes> UnprocessedKeys,
    List<ConsumedCapacity>? ConsumedCapacity
);

internal static class BatchGetItem
{
    private const int MaxKeys = 100;
    private const long MaxAnswer = 16L << 20;

    public static readonly Operation Definition = Operation<DynamoDbState>.Define(
        "BatchGetItem",
        DynamoDbJson.Default.BatchGetItemRequest,
        DynamoDbJson.Default.BatchGetItemResponse,
        Handle,
        Must.Member<BatchGetItemRequest>("requestItems", r => r.RequestItems).Required().Length(1, 100),
        Must.EachValue<BatchGetItemRequest, KeysAndAttributes>(
            "requestItems",
            r => r.RequestItems,
            Must.Member<KeysAndAttributes>("keys", k => k.Keys).Required().Length(1, MaxKeys),
            LegacyRules.Attributes<KeysAndAttributes>(k => k.AttributesToGet),
            LegacyRules.NoNulls<KeysAndAttributes>(k => k.AttributesToGet),
            Must.Each<KeysAndAttributes, Dictionary<string, AttributeValue>>("keys", k => k.Keys)
        ),
        Limits.Capacity<BatchGetItemRequest>(r => r.ReturnConsumedCapacity)
    );

    private static Result<BatchGetItemResponse> Handle(DynamoDbState state, BatchGetItemRequest request, Context context)
    {
        if (request.RequestItems!.Values.Sum(keys => keys.Keys!.Count) > MaxKeys)
            return DynamoDbErrors.Validation("Too many items requested for the BatchGetItem call");
        var response = new BatchGetItemResponse([], [], []);
        var size = 0L;
        foreach (var (name, wanted) in request.RequestItems)
        {
            var reads = wanted
                .Keys!.Select(key => new KeyedRead(
                    new GetInput
                    {
                        TableName = name,
                        Key = key,
                        ProjectionExpression = wanted.ProjectionExpression,
                        ExpressionAttributeNames = wanted.ExpressionAttributeNames,
                        Attributes = wanted.AttributesToGet,
                    }
                ))
                .ToList();
            if (reads.Select(read => read.Parse()).FirstOrDefault(error => error is not null) is { } invalid)
                return invalid;
            if (!state.Find(name).Ok(out var table, out var unknown))
                return unknown;
            var items = response.Responses[name] = [];
            var (seen, capacity, left) = (new HashSet<string>(), 0.0, new List<Dictionary<string, AttributeValue>>());
            foreach (var (read, key) in reads.Zip(wanted.Keys!))
            {
                if (!read.Run(table).Ok(out var found, out var mismatch))
                    return mismatch;
                if (!seen.Add(Convert.ToHexString(KeyBytes.Of(table.Schema, key))))
                    return DynamoDbErrors.Validation("Provided list of item keys contains duplicates");
                if (size + found.Size > MaxAnswer)
                {
                    left.Add(key);
                    continue;
                }
                size += found.Size;
                capacity += Capacity.OfRead(found.Size, wanted.ConsistentRead == true);
                if (found.Shown is not null)
                    items.Add(found.Shown);
            }
            if (left.Count > 0)
                response.UnprocessedKeys[name] = wanted with { Keys = left };
            if (Capacity.Read(context, request.ReturnConsumedCapacity, table, capacity) is { } consumed)
                response.ConsumedCapacity!.Add(consumed);
        }
        return response.ConsumedCapacity!.Count > 0 ? response : response with { ConsumedCapacity = null };
    }
}
