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

    /// <summary>In place of the expression: a condition that has been parsed already.</summary>
    internal Expressions.Condition? Condition { get; init; }

    /// <summary>The error when the condition does not hold; null for that of conditions.</summary>
    internal AwsError? Refusal { get; init; }

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

    /// <summary>In place of the expression.</summary>
    internal Expressions.Update? Update { get; init; }
}
