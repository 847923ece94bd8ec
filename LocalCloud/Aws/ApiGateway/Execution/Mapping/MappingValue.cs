using System.Text;

namespace LocalCloud.Aws.ApiGateway.Execution.Mapping;

/// <summary>
/// The value of a parameter mapping: a selection, or text with selections in <c>${...}</c> (docs: http-api-parameter-mapping).
/// </summary>
internal static class MappingValue
{
    /// <summary>null when a selection finds nothing.</summary>
    public static string? Read(string value, Call call, Answer? answer = null)
    {
        if (value.StartsWith('$') && !value.StartsWith("${", StringComparison.Ordinal) && Selection.Parse(value) is { } whole)
            return whole.Read(call, answer);
        var text = new StringBuilder();
        foreach (var (literal, selection) in Parts(value))
            text.Append(literal).Append(selection?.Read(call, answer));
        return text.ToString();
    }

    /// <summary>The first that is none, if there is one.</summary>
    public static string? Invalid(string value)
    {
        if (value.StartsWith('$') && !value.StartsWith("${", StringComparison.Ordinal))
            return Selection.Parse(value) is null ? value : null;
        for (var at = value.IndexOf("${", StringComparison.Ordinal); at >= 0; at = value.IndexOf("${", at + 2, StringComparison.Ordinal))
            if (value.IndexOf('}', at) is var end && (end < 0 || Selection.Parse($"${value[(at + 2)..end]}") is null))
                return value;
        return null;
    }

    public static bool ReadsBody(string value) => value.Contains("request.body", StringComparison.Ordinal);

    private static IEnumerable<(string Literal, Selection? Selection)> Parts(string value)
    {
        var from = 0;
        while (value.IndexOf("${", from, StringComparison.Ordinal) is >= 0 and var at && value.IndexOf('}', at) is >= 0 and var end)
        {
            yield return (value[from..at], Selection.Parse($"${value[(at + 2)..end]}"));
            from = end + 1;
        }
        yield return (value[from..], null);
    }
}
