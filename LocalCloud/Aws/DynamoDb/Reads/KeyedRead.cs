using LocalCloud.Aws.DynamoDb.Expressions;
using LocalCloud.Aws.DynamoDb.Legacy;
using LocalCloud.Aws.DynamoDb.Tables;
using LocalCloud.Aws.DynamoDb.Values;

namespace LocalCloud.Aws.DynamoDb.Reads;

/// <summary>A read of one item by key: alone or within a transaction.</summary>
internal record GetInput
{
    public string? TableName { get; init; }
    public Dictionary<string, AttributeValue>? Key { get; init; }
    public string? ProjectionExpression { get; init; }
    public Dictionary<string, string>? ExpressionAttributeNames { get; init; }

    /// <summary>AttributesToGet of a read that stands alone, or in a batch.</summary>
    internal List<string>? Attributes { get; init; }
}

/// <param name="Shown">What the projection leaves; null when there is no such item.</param>
internal sealed record Found(IReadOnlyDictionary<string, AttributeValue>? Shown, int Size, byte[] Key);

internal sealed class KeyedRead(GetInput input)
{
    private Projection? _projection;

    public AwsError? Parse()
    {
        if (
            (
                LegacyRules.Mixed([("AttributesToGet", input.Attributes)], [("ProjectionExpression", input.ProjectionExpression)])
                ?? LegacyRules.FaultOfAttributes(input.Attributes)
            ) is
            { } mixed
        )
            return DynamoDbErrors.Validation(mixed);
        var placeholders = new Placeholders(input.ExpressionAttributeNames, null);
        if (placeholders.Fault(input.ProjectionExpression is not null, true, "") is { } fault)
            return DynamoDbErrors.Validation(fault);
        foreach (var value in input.Key!.Values)
        {
            if (ValueRules.Fault(value) is { } faultOfKey)
                return DynamoDbErrors.Validation(faultOfKey);
        }
        if (!Expression.Projection(input.ProjectionExpression, placeholders).Ok(out _projection, out var error))
            return error;
        if (input.Attributes is not null)
            _projection = Projection.OfAttributes(input.Attributes);
        return placeholders.Unused() is { } unused ? DynamoDbErrors.Validation(unused) : null;
    }

    public Result<Found> Run(Table table)
    {
        if (table.Schema.FaultOfKey(input.Key!) is { } fault)
            return DynamoDbErrors.Validation(fault);
        var key = KeyBytes.Of(table.Schema, input.Key!);
        var item = table.Find(key);
        return new Found(item is null || _projection is null ? item?.Attributes : _projection.Of(item.Attributes), item?.Size ?? 0, key);
    }
}
