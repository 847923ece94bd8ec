using LocalCloud.Aws.DynamoDb.Legacy;
using LocalCloud.Aws.DynamoDb.Writes;

namespace LocalCloud.Aws.DynamoDb.Operations;

internal sealed record DeleteItemRequest : DeleteInput
{
    public string? ReturnValues { get; init; }
    public string? ReturnConsumedCapacity { get; init; }
    public string? ReturnItemCollectionMetrics { get; init; }
    public Dictionary<string, ExpectedValue>? Expected { get; init; }
    public string? ConditionalOperator { get; init; }

    internal override LegacyWrite? Legacy => new(Expected, ConditionalOperator);
}

internal static class DeleteItem
{
    public static readonly Operation Definition = Operation<DynamoDbState>.Define(
        "DeleteItem",
        DynamoDbJson.Default.DeleteItemRequest,
        DynamoDbJson.Default.WriteItemResponse,
        Handle,
        Limits.Table<DeleteItemRequest>(r => r.TableName),
        Must.Member<DeleteItemRequest>("key", r => r.Key).Required(),
        LegacyRules.Expected<DeleteItemRequest>(r => r.Expected),
        LegacyRules.Operator<DeleteItemRequest>(r => r.ConditionalOperator),
        Must.Member<DeleteItemRequest>("returnValues", r => r.ReturnValues).Enum(Limits.ReturnValues),
        Limits.Capacity<DeleteItemRequest>(r => r.ReturnConsumedCapacity),
        Must.Member<DeleteItemRequest>("returnItemCollectionMetrics", r => r.ReturnItemCollectionMetrics)
            .Enum(Limits.ItemCollectionMetrics),
        Must.Member<DeleteItemRequest>("returnValuesOnConditionCheckFailure", r => r.ReturnValuesOnConditionCheckFailure)
            .Enum(Limits.OnConditionCheckFailure)
    );

    private static Result<WriteItemResponse> Handle(DynamoDbState state, DeleteItemRequest request, Context context)
    {
        if (request.ReturnValues is not (null or "NONE" or "ALL_OLD"))
            return DynamoDbErrors.Validation("ReturnValues can only be ALL_OLD or NONE");
        if (!SingleWrite.Run(state, context, new DeleteWrite(request)).Ok(out var done, out var error))
            return error;
        return new WriteItemResponse
        {
            Attributes = request.ReturnValues == "ALL_OLD" ? done.Old?.Attributes : null,
            ConsumedCapacity = Capacity.Write(context, request.ReturnConsumedCapacity, done.Table, done.Old, done.New),
            ItemCollectionMetrics = ItemCollections.Of(request.ReturnItemCollectionMetrics, done.Table, request.Key!),
        };
    }
}
