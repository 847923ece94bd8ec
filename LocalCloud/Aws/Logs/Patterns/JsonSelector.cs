using System.Globalization;
using System.Text.Json;

namespace LocalCloud.Aws.Logs.Patterns;

/// <summary>$.name, $.list[0], $.list[*], $.['a name']</summary>
internal sealed class JsonSelector
{
    // null: all elements; a string: a member; an int: an element
    private readonly List<object?> _steps = [];

    public int Wildcards => _steps.Count(step => step is null);

    /// <summary>null when there is none at <paramref name="at"/>, which is behind it else.</summary>
    public static JsonSelector? Read(string text, ref int at)
    {
        if (at >= text.Length || text[at] != '$')
            return null;
        var selector = new JsonSelector();
        at++;
        while (at < text.Length && text[at] is '.' or '[')
            if (!(text[at] == '[' ? selector.Bracket(text, ref at) : selector.Dot(text, ref at)))
                return null;
        return selector._steps.Count == 0 ? null : selector;
    }

    public IEnumerable<JsonElement> Select(JsonElement root)
    {
        IEnumerable<JsonElement> found = [root];
        foreach (var step in _steps)
            found = found.SelectMany(element => Step(element, step));
        return found;
    }

    private static IEnumerable<JsonElement> Step(JsonElement element, object? step) =>
        step switch
        {
            string name when element.ValueKind == JsonValueKind.Object => element.TryGetProperty(name, out var member) ? [member] : [],
            int index when element.ValueKind == JsonValueKind.Array => index < element.GetArrayLength() ? [element[index]] : [],
            null when element.ValueKind == JsonValueKind.Array => element.EnumerateArray(),
            null when element.ValueKind == JsonValueKind.Object => element.EnumerateObject().Select(m => m.Value),
            _ => [],
        };

    private bool Dot(string text, ref int at)
    {
        at++;
        if (at < text.Length && text[at] == '[')
            return true;
        var start = at;
        while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '_' or '-' or '@' or '*' or ':' or '/'))
            at++;
        var name = text[start..at];
        _steps.Add(name == "*" ? null : name);
        return name.Length > 0;
    }

    private bool Bracket(string text, ref int at)
    {
        var end = text.IndexOf(']', at);
        if (end < 0)
            return false;
        var inner = text[(at + 1)..end].Trim();
        at = end + 1;
        if (inner == "*")
            _steps.Add(null);
        else if (int.TryParse(inner, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            _steps.Add(index);
        else if (inner.Length > 2 && inner[0] is '\'' or '"' && inner[^1] == inner[0])
            _steps.Add(inner[1..^1]);
        else
            return false;
        return true;
    }
}
