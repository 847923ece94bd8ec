using LocalCloud.Aws.DynamoDb.Values;

namespace LocalCloud.Aws.DynamoDb.Legacy;

/// <summary>
/// Constraints of the parameters that expressions have replaced (docs: LegacyConditionalParameters), and what they may stand beside.
/// </summary>
internal static class LegacyRules
{
    private static readonly string[] Operators =
    [
        "IN",
        "NULL",
        "BETWEEN",
        "LT",
        "NOT_CONTAINS",
        "EQ",
        "GT",
        "NOT_NULL",
        "NE",
        "LE",
        "BEGINS_WITH",
        "GE",
        "CONTAINS",
    ];

    public static EachValueMember<T, LegacyCondition> Conditions<T>(string name, Func<T, Dictionary<string, LegacyCondition>?> get) =>
        Must.EachValue<T, LegacyCondition>(
            name,
            request => get(request),
            Must.Member<LegacyCondition>("comparisonOperator", c => c.ComparisonOperator).Required().Enum(Operators)
        );

    public static EachValueMember<T, ExpectedValue> Expected<T>(Func<T, Dictionary<string, ExpectedValue>?> get) =>
        Must.EachValue<T, ExpectedValue>(
            "expected",
            request => get(request),
            Must.Member<ExpectedValue>("comparisonOperator", e => e.ComparisonOperator).Enum(Operators)
        );

    public static EachValueMember<T, ValueUpdate> Updates<T>(Func<T, Dictionary<string, ValueUpdate>?> get) =>
        Must.EachValue<T, ValueUpdate>(
            "attributeUpdates",
            request => get(request),
            Must.Member<ValueUpdate>("action", u => u.Action).Enum("ADD", "PUT", "DELETE")
        );

    public static ValueMember<T> Operator<T>(Func<T, string?> get) =>
        Must.Member<T>("conditionalOperator", request => get(request)).Enum("OR", "AND");

    public static EachMember<T, string> NoNulls<T>(Func<T, List<string>?> get) => Must.Each<T, string>("attributesToGet", get);

    public static ValueMember<T> Attributes<T>(Func<T, List<string>?> get) =>
        Must.Member<T>("attributesToGet", request => get(request)).Length(1);

    /// <summary>Each with its name and, when the request has it, its value.</summary>
    public static string? Mixed((string Name, object? Value)[] legacy, (string Name, object? Value)[] expressions)
    {
        var (old, current) = (Given(legacy), Given(expressions));
        return old.Length == 0 || current.Length == 0
            ? null
            : $"Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {{{old}}} "
                + $"Expression parameters: {{{current}}}";

        static string Given((string Name, object? Value)[] parameters) =>
            string.Join(", ", parameters.Where(p => p.Value is not null).Select(p => p.Name));
    }

    public static string? FaultOfAttributes(List<string>? names) =>
        names is not null && names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? $"One or more parameter values were invalid: Duplicate value in attribute name: {twice.Key}"
            : null;

    /// <summary>Of the values of a condition: how many there must be, and of which types.</summary>
    public static string? FaultOfArguments(string comparison, IReadOnlyList<AttributeValue> values)
    {
        const string Invalid = "One or more parameter values were invalid: ";
        foreach (var value in values)
            if (ValueRules.Fault(value) is { } fault)
                return fault;
        var fits = comparison switch
        {
            "NULL" or "NOT_NULL" => values.Count == 0,
            "BETWEEN" => values.Count == 2,
            "IN" => values.Count > 0,
            _ => values.Count == 1,
        };
        if (!fits)
            return Invalid + $"Invalid number of argument(s) for the {comparison} ComparisonOperator";
        foreach (var value in values)
            if (!Takes(comparison, value.Type))
                return Invalid + $"ComparisonOperator {comparison} is not valid for {value.Type} AttributeValue type";
        if (values.Select(value => value.Type).Distinct().Count() > 1)
            return Invalid + "AttributeValues inside AttributeValueList must be of same type";
        return comparison == "BETWEEN" && AttributeValue.Compare(values[0], values[1]) > 0
            ? "The BETWEEN condition was provided a range where the lower bound is greater than the upper bound"
            : null;
    }

    private static bool Takes(string comparison, AttributeType type) =>
        comparison switch
        {
            "EQ" or "NE" => true,
            "BEGINS_WITH" => type is AttributeType.S or AttributeType.B,
            _ => type is AttributeType.S or AttributeType.N or AttributeType.B,
        };
}
