using LocalCloud.Aws.DynamoDb.Legacy;
using LocalCloud.Aws.DynamoDb.Values;

namespace LocalCloud.Aws.DynamoDb.Writes;

/// <summary>What every write of one item can carry, alone or within a transaction.</summary>
internal abstract record WriteInput
{
    public string? TableName { get; init; }
    public string? ConditionExpression { get; init; }
    public Dictionary<string, string>? ExpressionAttributeNames { get; init; }
    public Dictionary<string, AttributeValue>? ExpressionAttributeValues { get; init; }
    public string? ReturnValuesOnConditionCheckFailure { get; init; }

    /// <summary>Of a write that stands alone.</summary>
    internal virtual LegacyWrite? Legacy => null;
}

internal record PutInput : WriteInput
{
    public Dictionary<string, AttributeValue>? Item { get; init; }
}

internal abstract record KeyedInput : WriteInput
{
    public Dictionary<string, AttributeValue>? Key { get; init; }
}

internal record DeleteInput : KeyedInput;

internal record CheckInput : KeyedInput;

internal record UpdateInput : KeyedInput
{
    public string? UpdateExpression { get; init; }
}
