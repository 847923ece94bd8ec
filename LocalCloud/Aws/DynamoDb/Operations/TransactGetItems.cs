using LocalCloud.Aws.DynamoDb.Reads;
using LocalCloud.Aws.DynamoDb.Values;

namespace LocalCloud.Aws.DynamoDb.Operations;

internal sealed record TransactGetItem(GetInput? Get);

internal sealed record TransactGetItemsRequest(List<TransactGetItem>? TransactItems, string? ReturnConsumedCapacity);

internal sealed record ItemResponse(IReadOnlyDictionary<string, AttributeValue>? Item);

internal sealed record TransactGetItemsResponse(List<ItemResponse> Responses, List<ConsumedCapacity>? ConsumedCapacity);

internal static class TransactGetItems
{
    public static readonly Operation Definition = Operation<DynamoDbState>.Define(
        "TransactGetItems",
        DynamoDbJson.Default.TransactGetItemsRequest,
        DynamoDbJson.Default.TransactGetItemsResponse,
        Handle,
        Must.Member<TransactGetItemsRequest>("transactItems", r => r.TransactItems).Required().Length(1, 100),
        Must.Each<TransactGetItemsRequest, TransactGetItem>(
            "transactItems",
            r => r.TransactItems,
            Must.Member<TransactGetItem>("get", i => i.Get).Required(),
            Must.Member<TransactGetItem>("get.tableName", i => i.Get is null ? "" : i.Get.TableName).Required(),
            Must.Member<TransactGetItem>("get.key", i => i.Get is null ? "" : i.Get.Key).Required()
        ),
        Limits.Capacity<TransactGetItemsRequest>(r => r.ReturnConsumedCapacity)
    );

    private static Result<TransactGetItemsResponse> Handle(DynamoDbState state, TransactGetItemsRequest request, Context context)
    {
        var reads = request.TransactItems!.Select(item => (item.Get!.TableName, Read: new KeyedRead(item.Get))).ToList();
        if (reads.Select(read => read.Read.Parse()).FirstOrDefault(error => error is not null) is { } invalid)
            return invalid;
        var seen = new HashSet<(string, string)>();
        var (responses, capacity, reasons) = (new List<ItemResponse>(), new List<ConsumedCapacity?>(), new List<CancellationReason>());
        foreach (var (name, read) in reads)
        {
            if (!state.Find(name!).Ok(out var table, out var unknown))
                return unknown;
            if (!read.Run(table).Ok(out var found, out var mismatch))
            {
                reasons.Add(new("ValidationError", mismatch.Message));
                continue;
            }
            if (!seen.Add((table.Name, Convert.ToHexString(found.Key))))
                return DynamoDbErrors.Validation("Transaction request cannot include multiple operations on one item");
            reasons.Add(new("None"));
            // Where the projection finds nothing there is no Item either
            responses.Add(new(found.Shown is { Count: > 0 } ? found.Shown : null));
            capacity.Add(
                Capacity.Read(context, request.ReturnConsumedCapacity, table, Capacity.OfRead(found.Size, consistent: true), factor: 2)
            );
        }
        if (reasons.Any(reason => reason.Code != "None"))
            return DynamoDbErrors.TransactionCanceled(reasons);
        return new TransactGetItemsResponse(responses, Capacity.SumOfTransaction(capacity, reads: true));
    }
}
