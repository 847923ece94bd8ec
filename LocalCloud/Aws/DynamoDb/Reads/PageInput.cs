using LocalCloud.Aws.DynamoDb.Expressions;
using LocalCloud.Aws.DynamoDb.Legacy;
using LocalCloud.Aws.DynamoDb.Values;

namespace LocalCloud.Aws.DynamoDb.Reads;

/// <summary>What Query and Scan share.</summary>
internal abstract record PageInput
{
    public string? TableName { get; init; }
    public string? IndexName { get; init; }
    public string? Select { get; init; }
    public int? Limit { get; init; }
    public bool? ConsistentRead { get; init; }
    public Dictionary<string, AttributeValue>? ExclusiveStartKey { get; init; }
    public string? ReturnConsumedCapacity { get; init; }
    public string? ProjectionExpression { get; init; }
    public string? FilterExpression { get; init; }
    public Dictionary<string, string>? ExpressionAttributeNames { get; init; }
    public Dictionary<string, AttributeValue>? ExpressionAttributeValues { get; init; }
    public List<string>? AttributesToGet { get; init; }
    public string? ConditionalOperator { get; init; }

    /// <summary>In place of the expression: a filter that has been parsed already.</summary>
    internal Condition? Filter { get; init; }

    internal Projection? Projected { get; init; }

    /// <summary>What an item looks like in the answer, where it is not as the projection leaves it.</summary>
    internal Func<IReadOnlyDictionary<string, AttributeValue>, IReadOnlyDictionary<string, AttributeValue>>? Shape { get; init; }

    /// <summary>QueryFilter or ScanFilter</summary>
    internal abstract (string Name, Dictionary<string, LegacyCondition>? Conditions) LegacyFilter { get; }

    internal virtual (string Name, object? Value)[] LegacyParameters =>
        [("AttributesToGet", AttributesToGet), (LegacyFilter.Name, LegacyFilter.Conditions), ("ConditionalOperator", ConditionalOperator)];

    internal virtual (string Name, object? Value)[] Expressions =>
        [("ProjectionExpression", ProjectionExpression), ("FilterExpression", FilterExpression)];

    public static Member<T>[] Constraints<T>()
        where T : PageInput =>
        [
            Limits.Table<T>(r => r.TableName),
            Must.Member<T>("indexName", r => r.IndexName).Length(3, 255).Pattern(Tables.TableName.Pattern(), "[a-zA-Z0-9_.-]+"),
            Must.Member<T>("select", r => r.Select).Enum(Limits.Select),
            Must.Member<T>("limit", r => r.Limit).Range(1),
            LegacyRules.Attributes<T>(r => r.AttributesToGet),
            LegacyRules.NoNulls<T>(r => r.AttributesToGet),
            LegacyRules.Operator<T>(r => r.ConditionalOperator),
            Limits.Capacity<T>(r => r.ReturnConsumedCapacity),
        ];
}

/// <summary>The answer of Query and Scan.</summary>
internal sealed record PageResponse
{
    public IReadOnlyList<IReadOnlyDictionary<string, AttributeValue>>? Items { get; init; }
    public int Count { get; init; }
    public int ScannedCount { get; init; }
    public IReadOnlyDictionary<string, AttributeValue>? LastEvaluatedKey { get; init; }
    public ConsumedCapacity? ConsumedCapacity { get; init; }
}
