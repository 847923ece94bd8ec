namespace LocalCloud.Aws.Iam.Evaluation;

/// <summary>How many of a key's values a condition asks about.</summary>
internal enum Quantifier
{
    /// <summary>The key has one.</summary>
    One,
    All,
    Any,
}

/// <summary>
/// One key of a statement's Condition:
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html,
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html
/// </summary>
/// <param name="Operator">null: the operator is unknown, the condition never holds</param>
/// <param name="Values">one of which has to fit; none of which may, when the operator is a negative one</param>
internal sealed record Condition(
    ConditionOperator? Operator,
    Quantifier Quantifier,
    bool IfExists,
    string Key,
    IReadOnlyList<string> Values
)
{
    private const string IfExistsSuffix = "IfExists";

    /// <param name="name">as "ForAnyValue:StringLikeIfExists"</param>
    public static Condition Of(string name, string key, IReadOnlyList<string> values)
    {
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        var quantifier = (colon < 0 ? "" : name[..colon]).ToUpperInvariant() switch
        {
            "FORALLVALUES" => Quantifier.All,
            "FORANYVALUE" => Quantifier.Any,
            _ => Quantifier.One,
        };
        var known = name[(colon + 1)..];
        var ifExists = known.EndsWith(IfExistsSuffix, StringComparison.OrdinalIgnoreCase);
        if (ifExists)
            known = known[..^IfExistsSuffix.Length];
        return new(ConditionOperator.Find(known), quantifier, ifExists, key, values);
    }

    public bool Holds(RequestKeys keys, bool hasVariables)
    {
        if (Operator is null)
            return false;
        var given = keys.Of(Key) ?? [];
        if (Operator.IsNull)
            return Values.Any(value => bool.TryParse(value, out var missing) && missing == (given.Count == 0));
        if (given.Count == 0)
            return IfExists || Quantifier is Quantifier.All || Quantifier is Quantifier.One && Operator.IsNegative;
        var variables = hasVariables ? keys : null;
        return Quantifier switch
        {
            Quantifier.All => given.All(value => Fits(value) != Operator.IsNegative),
            Quantifier.Any => given.Any(value => Fits(value) != Operator.IsNegative),
            _ => given.Any(Fits) != Operator.IsNegative,
        };

        bool Fits(string value) => Values.Any(expected => Operator.Fits(expected, value, variables));
    }
}
