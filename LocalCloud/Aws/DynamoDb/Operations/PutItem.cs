using LocalCloud.Aws.DynamoDb.Legacy;
using LocalCloud.Aws.DynamoDb.Values;
using LocalCloud.Aws.DynamoDb.Writes;

namespace LocalCloud.Aws.DynamoDb.Operations;

internal sealed record PutItemRequest : PutInput
{
    public string? ReturnValues { get; init; }
    public string? ReturnConsumedCapacity { get; init; }
    public string? ReturnItemCollectionMetrics { get; init; }
    public Dictionary<string, ExpectedValue>? Expected { get; init; }
    public string? ConditionalOperator { get; init; }

    internal override LegacyWrite? Legacy => new(Expected, ConditionalOperator);
}

/// <summary>Of PutItem, UpdateItem and DeleteItem.</summary>
internal sealed record WriteItemResponse
{
    public IReadOnlyDictionary<string, AttributeValue>? Attributes { get; init; }
    public ConsumedCapacity? ConsumedCapacity { get; init; }
    public ItemCollectionMetrics? ItemCollectionMetrics { get; init; }
}

internal static class PutItem
{
    public static readonly Operation Definition = Operation<DynamoDbState>.Define(
        "PutItem",
        DynamoDbJson.Default.PutItemRequest,
        DynamoDbJson.Default.WriteItemResponse,
        Handle,
        Limits.Table<PutItemRequest>(r => r.TableName),
        Must.Member<PutItemRequest>("item", r => r.Item).Required(),
        LegacyRules.Expected<PutItemRequest>(r => r.Expected),
        LegacyRules.Operator<PutItemRequest>(r => r.ConditionalOperator),
        Must.Member<PutItemRequest>("returnValues", r => r.ReturnValues).Enum(Limits.ReturnValues),
        Limits.Capacity<PutItemRequest>(r => r.ReturnConsumedCapacity),
        Must.Member<PutItemRequest>("returnItemCollectionMetrics", r => r.ReturnItemCollectionMetrics).Enum(Limits.ItemCollectionMetrics),
        Must.Member<PutItemRequest>("returnValuesOnConditionCheckFailure", r => r.ReturnValuesOnConditionCheckFailure)
            .Enum(Limits.OnConditionCheckFailure)
    );

    private static Result<WriteItemResponse> Handle(DynamoDbState state, PutItemRequest request, Context context)
    {
        if (request.ReturnValues is not (null or "NONE" or "ALL_OLD"))
            return DynamoDbErrors.Validation("ReturnValues can only be ALL_OLD or NONE");
        if (!SingleWrite.Run(state, context, new PutWrite(request)).Ok(out var done, out var error))
            return error;
        return new WriteItemResponse
        {
            Attributes = request.ReturnValues == "ALL_OLD" ? done.Old?.Attributes : null,
            ConsumedCapacity = Capacity.Write(context, request.ReturnConsumedCapacity, done.Table, done.Old, done.New),
            ItemCollectionMetrics = ItemCollections.Of(request.ReturnItemCollectionMetrics, done.Table, request.Item!),
        };
    }
}
