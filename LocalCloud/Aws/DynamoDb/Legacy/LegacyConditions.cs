using LocalCloud.Aws.DynamoDb.Expressions;
using LocalCloud.Aws.DynamoDb.Values;

namespace LocalCloud.Aws.DynamoDb.Legacy;

/// <summary>Legacy conditions as what expressions are parsed to.</summary>
internal static class LegacyConditions
{
    private const string Invalid = "One or more parameter values were invalid: ";

    public static Result<Condition?> Filter(Dictionary<string, LegacyCondition>? conditions, string? conditionalOperator)
    {
        if (FaultOfOperator(conditionalOperator, conditions?.Count) is { } fault)
            return DynamoDbErrors.Validation(fault);
        var parts = new List<Condition>();
        foreach (var (name, condition) in conditions ?? [])
        {
            var values = condition.AttributeValueList ?? [];
            if (LegacyRules.FaultOfArguments(condition.ComparisonOperator!, values) is { } faultOfArguments)
                return DynamoDbErrors.Validation(faultOfArguments);
            parts.Add(Of(name, condition.ComparisonOperator!, values));
        }
        return Join(parts, conditionalOperator);
    }

    public static Result<Condition?> Key(Dictionary<string, LegacyCondition> conditions)
    {
        if (conditions.Count is 0 or > 2)
            return DynamoDbErrors.Validation("Conditions can be of length 1 or 2 only");
        if (!Filter(conditions, null).Ok(out var condition, out var error))
            return error;
        return conditions.Values.All(c => c.ComparisonOperator is "EQ" or "LE" or "LT" or "GE" or "GT" or "BEGINS_WITH" or "BETWEEN")
            ? condition
            : DynamoDbErrors.Validation("Attempted conditional constraint is not an indexable operation");
    }

    public static Result<Condition?> Expected(Dictionary<string, ExpectedValue>? expected, string? conditionalOperator)
    {
        if (FaultOfOperator(conditionalOperator, expected?.Count) is { } fault)
            return DynamoDbErrors.Validation(fault);
        var parts = new List<Condition>();
        foreach (var (name, value) in expected ?? [])
        {
            if (FaultOfExpected(name, value) is { } faultOfExpected)
                return DynamoDbErrors.Validation(faultOfExpected);
            var comparison = value.ComparisonOperator ?? (value.Exists == false ? "NULL" : "EQ");
            var values = value.AttributeValueList ?? (value.Value is null ? [] : [value.Value]);
            if (LegacyRules.FaultOfArguments(comparison, values) is { } faultOfArguments)
                return DynamoDbErrors.Validation(faultOfArguments);
            parts.Add(Of(name, comparison, values));
        }
        return Join(parts, conditionalOperator);
    }

    private static string? FaultOfExpected(string name, ExpectedValue expected) =>
        expected switch
        {
            { Value: not null, AttributeValueList: not null } => Invalid
                + $"Value and AttributeValueList cannot be used together for Attribute: {name}",
            { ComparisonOperator: not null, Exists: not null } => Invalid
                + $"Exists and ComparisonOperator cannot be used together for Attribute: {name}",
            { ComparisonOperator: not null } => null,
            { AttributeValueList: not null } => Invalid
                + $"AttributeValueList can only be used with a ComparisonOperator for Attribute: {name}",
            { Exists: false, Value: not null } => Invalid + $"Value cannot be used when Exists is false for Attribute: {name}",
            { Exists: null, Value: null } => Invalid + $"Value must be provided when Exists is null for Attribute: {name}",
            { Exists: true, Value: null } => Invalid + $"Value must be provided when Exists is true for Attribute: {name}",
            _ => null,
        };

    private static string? FaultOfOperator(string? conditionalOperator, int? count) =>
        (conditionalOperator, count) switch
        {
            (null, _) => null,
            (_, null) => "ConditionalOperator cannot be used without Filter or Expected",
            (_, < 2) => "ConditionalOperator can only be used when Filter or Expected has two or more elements",
            _ => null,
        };

    private static Result<Condition?> Join(List<Condition> parts, string? conditionalOperator)
    {
        if (parts.Count == 0)
            return default(Condition);
        return parts.Aggregate((left, right) => conditionalOperator == "OR" ? new Or(left, right) : new And(left, right));
    }

    private static Condition Of(string name, string comparison, IReadOnlyList<AttributeValue> values)
    {
        var path = PathTo(name);
        var subject = new PathOperand(path);
        var operands = values.Select(value => new ValueOperand(value)).ToArray<Operand>();
        return comparison switch
        {
            "NULL" => new Not(new Exists(path)),
            "NOT_NULL" => new Exists(path),
            "CONTAINS" => new Contains(subject, operands[0]),
            "NOT_CONTAINS" => new Not(new Contains(subject, operands[0])),
            "BEGINS_WITH" => new BeginsWith(subject, operands[0]),
            "IN" => new In(subject, operands),
            "BETWEEN" => new Between(subject, operands[0], operands[1]),
            _ => new Comparison(
                comparison switch
                {
                    "EQ" => "=",
                    "NE" => "<>",
                    "LT" => "<",
                    "LE" => "<=",
                    "GT" => ">",
                    _ => ">=",
                },
                subject,
                operands[0]
            ),
        };
    }

    public static DocumentPath PathTo(string name) => new([new(name, 0)]);
}
