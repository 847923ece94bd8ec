using System.Globalization;
using System.Text.Json;

namespace LocalCloud.Aws.EventBridge.Deliveries;

/// <summary>The JSON paths that EventBridge takes: $, .name, ['name'], [0], [*] and .*</summary>
internal sealed class JsonPath
{
    // null: all elements or members; a string: a member; an int: an element
    private readonly List<object?> _steps = [];

    public static JsonPath? Parse(string text)
    {
        if (!text.StartsWith('$'))
            return null;
        var path = new JsonPath();
        var at = 1;
        while (at < text.Length)
        {
            var next =
                text[at] == '[' ? path.Bracket(text, at)
                : text[at] == '.' ? path.Dot(text, at)
                : -1;
            if (next < 0)
                return null;
            at = next;
        }
        return path;
    }

    /// <summary>The value at the path as JSON; null when there is none. Several (by *) become an array.</summary>
    public string? Read(JsonElement root)
    {
        var found = new List<JsonElement> { root };
        foreach (var step in _steps)
            found = [.. found.SelectMany(element => Step(element, step))];
        if (_steps.Contains(null))
            return $"[{string.Join(",", found.Select(Text))}]";
        return found.Count == 0 ? null : Text(found[0]);
    }

    private static string Text(JsonElement element) => System.Text.Encoding.UTF8.GetString(EventJson.Write(element.WriteTo));

    private static IEnumerable<JsonElement> Step(JsonElement element, object? step)
    {
        switch (step)
        {
            case string name when element.ValueKind == JsonValueKind.Object:
                return element.TryGetProperty(name, out var member) ? [member] : [];
            case int index when element.ValueKind == JsonValueKind.Array:
                return index < element.GetArrayLength() ? [element[index]] : [];
            case null when element.ValueKind == JsonValueKind.Array:
                return element.EnumerateArray();
            case null when element.ValueKind == JsonValueKind.Object:
                return element.EnumerateObject().Select(m => m.Value);
            default:
                return [];
        }
    }

    private int Dot(string text, int at)
    {
        var end = text.AsSpan(at + 1).IndexOfAny('.', '[');
        end = end < 0 ? text.Length : at + 1 + end;
        var name = text[(at + 1)..end];
        if (name.Length == 0)
            return -1;
        _steps.Add(name == "*" ? null : name);
        return end;
    }

    private int Bracket(string text, int at)
    {
        var end = text.IndexOf(']', at);
        if (end < 0)
            return -1;
        var inner = text[(at + 1)..end];
        if (inner == "*")
            _steps.Add(null);
        else if (int.TryParse(inner, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            _steps.Add(index);
        else if (inner.Length > 2 && inner[0] is '\'' or '"' && inner[^1] == inner[0])
            _steps.Add(inner[1..^1]);
        else
            return -1;
        return end + 1;
    }
}
