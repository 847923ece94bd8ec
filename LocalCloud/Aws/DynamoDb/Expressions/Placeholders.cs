using LocalCloud.Aws.DynamoDb.Values;

namespace LocalCloud.Aws.DynamoDb.Expressions;

/// <summary>ExpressionAttributeNames and ExpressionAttributeValues of one request, and which of them its expressions used.</summary>
internal sealed class Placeholders(Dictionary<string, string>? names, Dictionary<string, AttributeValue>? values)
{
    private readonly HashSet<string> _used = [];

    public string? Name(string placeholder)
    {
        _used.Add(placeholder);
        return names?.GetValueOrDefault(placeholder);
    }

    public AttributeValue? Value(string placeholder)
    {
        _used.Add(placeholder);
        return values?.GetValueOrDefault(placeholder);
    }

    /// <summary>
    /// Faults of the two maps themselves; looked for before any expression is read. <paramref name="none"/> completes AWS's "can only be
    /// specified when using expressions".
    /// </summary>
    public string? Fault(bool hasExpressions, bool takesValues, string none)
    {
        if (names is not null && !hasExpressions)
            return "ExpressionAttributeNames can only be specified when using expressions";
        if (values is not null && !takesValues)
            return "ExpressionAttributeValues can only be specified when using expressions" + (none.Length > 0 ? ": " + none : "");
        return FaultOfNames() ?? FaultOfValues();
    }

    private string? FaultOfNames()
    {
        if (names is null)
            return null;
        if (names.Count == 0)
            return "ExpressionAttributeNames must not be empty";
        foreach (var (key, name) in names)
        {
            if (!IsPlaceholder(key, '#'))
                return $"ExpressionAttributeNames contains invalid key: Syntax error; key: \"{key}\"";
            if (string.IsNullOrEmpty(name))
                return $"ExpressionAttributeNames contains invalid value: Empty attribute name for key {key}";
            if (name.Length > 65_535)
                return $"ExpressionAttributeNames contains invalid value: Attribute name is longer than 65535 bytes for key {key}";
        }
        return null;
    }

    private string? FaultOfValues()
    {
        if (values is null)
            return null;
        if (values.Count == 0)
            return "ExpressionAttributeValues must not be empty";
        foreach (var (key, value) in values)
        {
            if (!IsPlaceholder(key, ':'))
                return $"ExpressionAttributeValues contains invalid key: Syntax error; key: \"{key}\"";
            if (ValueRules.Fault(value) is { } fault)
                return $"ExpressionAttributeValues contains invalid value: {fault} for key {key}";
        }
        return null;
    }

    private static bool IsPlaceholder(string key, char mark) =>
        key.Length > 1 && key[0] == mark && key.AsSpan(1).IndexOfAnyExcept(Allowed) < 0;

    private static readonly System.Buffers.SearchValues<char> Allowed = System.Buffers.SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_"
    );

    /// <summary>AWS refuses a request with a placeholder that no expression uses; asked after all expressions were read.</summary>
    public string? Unused() => Unused("ExpressionAttributeNames", names?.Keys) ?? Unused("ExpressionAttributeValues", values?.Keys);

    private string? Unused(string parameter, IEnumerable<string>? keys)
    {
        var left = keys?.Where(key => !_used.Contains(key)).ToArray() ?? [];
        return left.Length == 0 ? null : $"Value provided in {parameter} unused in expressions: keys: {{{string.Join(", ", left)}}}";
    }
}
