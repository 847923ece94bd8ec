using LocalCloud.Aws.DynamoDb.Expressions;
using LocalCloud.Aws.DynamoDb.Legacy;
using LocalCloud.Aws.DynamoDb.Tables;
using LocalCloud.Aws.DynamoDb.Values;
using LocalCloud.Aws.DynamoDb.Writes;

namespace LocalCloud.Aws.DynamoDb.Operations;

internal sealed record UpdateItemRequest : UpdateInput
{
    public string? ReturnValues { get; init; }
    public string? ReturnConsumedCapacity { get; init; }
    public string? ReturnItemCollectionMetrics { get; init; }
    public Dictionary<string, ExpectedValue>? Expected { get; init; }
    public string? ConditionalOperator { get; init; }
    public Dictionary<string, ValueUpdate>? AttributeUpdates { get; init; }

    internal override LegacyWrite? Legacy => new(Expected, ConditionalOperator, AttributeUpdates);
}

internal static class UpdateItem
{
    public static readonly Operation Definition = Operation<DynamoDbState>.Define(
        "UpdateItem",
        DynamoDbJson.Default.UpdateItemRequest,
        DynamoDbJson.Default.WriteItemResponse,
        Handle,
        Limits.Table<UpdateItemRequest>(r => r.TableName),
        Must.Member<UpdateItemRequest>("key", r => r.Key).Required(),
        LegacyRules.Expected<UpdateItemRequest>(r => r.Expected),
        LegacyRules.Operator<UpdateItemRequest>(r => r.ConditionalOperator),
        LegacyRules.Updates<UpdateItemRequest>(r => r.AttributeUpdates),
        Must.Member<UpdateItemRequest>("returnValues", r => r.ReturnValues).Enum(Limits.ReturnValues),
        Limits.Capacity<UpdateItemRequest>(r => r.ReturnConsumedCapacity),
        Must.Member<UpdateItemRequest>("returnItemCollectionMetrics", r => r.ReturnItemCollectionMetrics)
            .Enum(Limits.ItemCollectionMetrics),
        Must.Member<UpdateItemRequest>("returnValuesOnConditionCheckFailure", r => r.ReturnValuesOnConditionCheckFailure)
            .Enum(Limits.OnConditionCheckFailure)
    );

    private static Result<WriteItemResponse> Handle(DynamoDbState state, UpdateItemRequest request, Context context)
    {
        var write = new UpdateWrite(request);
        if (!SingleWrite.Run(state, context, write).Ok(out var done, out var error))
            return error;
        return new WriteItemResponse
        {
            Attributes = request.ReturnValues switch
            {
                "ALL_OLD" => done.Old?.Attributes,
                "ALL_NEW" => done.New?.Attributes,
                "UPDATED_OLD" => Part(write.Updated, done.Old),
                "UPDATED_NEW" => Part(write.Updated, done.New),
                _ => null,
            },
            ConsumedCapacity = Capacity.Write(context, request.ReturnConsumedCapacity, done.Table, done.Old, done.New),
            ItemCollectionMetrics = ItemCollections.Of(request.ReturnItemCollectionMetrics, done.Table, request.Key!),
        };
    }

    private static Dictionary<string, AttributeValue>? Part(Projection updated, StoredItem? item) =>
        item is not null && updated.Of(item.Attributes) is { Count: > 0 } part ? part : null;
}
