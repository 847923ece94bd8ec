using LocalCloud.Aws.DynamoDb.Legacy;
using LocalCloud.Aws.DynamoDb.Reads;
using LocalCloud.Aws.DynamoDb.Values;

namespace LocalCloud.Aws.DynamoDb.Operations;

internal sealed record GetItemRequest : GetInput
{
    public bool? ConsistentRead { get; init; }
    public string? ReturnConsumedCapacity { get; init; }
    public List<string>? AttributesToGet
    {
        get => Attributes;
        init => Attributes = value;
    }
}

internal sealed record GetItemResponse(IReadOnlyDictionary<string, AttributeValue>? Item, ConsumedCapacity? ConsumedCapacity);

internal static class GetItem
{
    public static readonly Operation Definition = Operation<DynamoDbState>.Define(
        "GetItem",
        DynamoDbJson.Default.GetItemRequest,
        DynamoDbJson.Default.GetItemResponse,
        Handle,
        Limits.Table<GetItemRequest>(r => r.TableName),
        Must.Member<GetItemRequest>("key", r => r.Key).Required(),
        LegacyRules.Attributes<GetItemRequest>(r => r.AttributesToGet),
        LegacyRules.NoNulls<GetItemRequest>(r => r.AttributesToGet),
        Limits.Capacity<GetItemRequest>(r => r.ReturnConsumedCapacity)
    );

    private static Result<GetItemResponse> Handle(DynamoDbState state, GetItemRequest request, Context context)
    {
        var read = new KeyedRead(request);
        if (read.Parse() is { } invalid)
            return invalid;
        if (!state.Find(request.TableName!).Ok(out var table, out var error))
            return error;
        if (!read.Run(table).Ok(out var found, out error))
            return error;
        return new GetItemResponse(
            found.Shown,
            Capacity.Read(context, request.ReturnConsumedCapacity, table, Capacity.OfRead(found.Size, request.ConsistentRead == true))
        );
    }
}
