using LocalCloud.Aws.DynamoDb.Values;

namespace LocalCloud.Aws.DynamoDb.Legacy;

/// <summary>An element of KeyConditions, QueryFilter and ScanFilter.</summary>
internal sealed record LegacyCondition(List<AttributeValue>? AttributeValueList, string? ComparisonOperator);

/// <summary>An element of Expected.</summary>
internal sealed record ExpectedValue(
    AttributeValue? Value,
    bool? Exists,
    string? ComparisonOperator,
    List<AttributeValue>? AttributeValueList
);

/// <summary>An element of AttributeUpdates.</summary>
internal sealed record ValueUpdate(AttributeValue? Value, string? Action);

/// <summary>What a write can carry in place of expressions.</summary>
internal sealed record LegacyWrite(
    Dictionary<string, ExpectedValue>? Expected,
    string? ConditionalOperator,
    Dictionary<string, ValueUpdate>? AttributeUpdates = null
);
