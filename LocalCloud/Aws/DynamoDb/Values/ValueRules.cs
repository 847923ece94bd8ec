namespace LocalCloud.Aws.DynamoDb.Values;

/// <summary>What a value must be to be stored, wherever it stands. Keys have further rules (Tables/KeySchema).</summary>
internal static class ValueRules
{
    // The item itself is the first of AWS's 32 levels
    public const int MaxDepth = 31;
    private const string Invalid = "One or more parameter values were invalid: ";

    /// <summary>AWS's message for the first fault, or null.</summary>
    public static string? Fault(AttributeValue value, int depth = 0) =>
        value switch
        {
            InvalidValue invalid => invalid.Message,
            SetValue set => FaultOfSet(set),
            ListValue or MapValue when depth >= MaxDepth => "Nesting Levels have exceeded supported limits",
            ListValue list => First(list.Items, depth + 1),
            MapValue map => First(map.Entries.Values, depth + 1),
            _ => null,
        };

    private static string? First(IEnumerable<AttributeValue> values, int depth)
    {
        foreach (var value in values)
        {
            if (Fault(value, depth) is { } fault)
                return fault;
        }
        return null;
    }

    private static string? FaultOfSet(SetValue set)
    {
        if (First(set.Members, 0) is { } fault)
            return fault;
        // The odd grammar and spaces are AWS's.
        if (set.Members.Length == 0)
            return Invalid
                + set.Type switch
                {
                    AttributeType.SS => "An string set  may not be empty",
                    AttributeType.NS => "An number set  may not be empty",
                    _ => "Binary sets should not be empty",
                };
        if (set.Type == AttributeType.SS && set.Members.Any(member => member is StringValue { Text.Length: 0 }))
            return Invalid + "An string set may not have a empty string as a member";
        if (set.Type == AttributeType.BS && set.Members.Any(member => member is BinaryValue { Bytes.Length: 0 }))
            return Invalid + "Binary sets may not contain null or empty values";
        if (new HashSet<AttributeValue>(set.Members).Count == set.Members.Length)
            return null;
        return Invalid
            + set.Type switch
            {
                AttributeType.NS => "Input collection contains duplicates",
                AttributeType.SS => $"Input collection [{string.Join(", ", set.Members.AsEnumerable())}] contains duplicates.",
                _ => $"Input collection [{string.Join(", ", set.Members.AsEnumerable())}]of type BS contains duplicates.",
            };
    }
}
