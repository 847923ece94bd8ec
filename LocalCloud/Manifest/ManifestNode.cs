using System.Collections.Immutable;
using System.Text.Json;

namespace LocalCloud.Manifest;

/// <summary>An object of the manifest's JSON: reads properties of an expected type and reports those that are not, by their path.</summary>
internal sealed class ManifestNode(JsonElement element, string path, Action<string?, string> report)
{
    private readonly HashSet<string> _read = ["type"];

    public string? OptionalString(string property) =>
        Property(property) switch
        {
            null => null,
            { ValueKind: JsonValueKind.String } value => value.GetString(),
            { ValueKind: var kind } => Wrong<string>(property, "a string", kind),
        };

    public string String(string property)
    {
        if (!element.TryGetProperty(property, out _))
            report(At(property), "is missing");
        return OptionalString(property) ?? "";
    }

    public bool? Flag(string property) =>
        Property(property) switch
        {
            null => null,
            { ValueKind: JsonValueKind.True } => true,
            { ValueKind: JsonValueKind.False } => false,
            { ValueKind: var kind } => Wrong<bool?>(property, "true or false", kind),
        };

    public int? Number(string property) =>
        Property(property) switch
        {
            null => null,
            { ValueKind: JsonValueKind.Number } value when value.TryGetInt32(out var number) => number,
            { ValueKind: var kind } => Wrong<int?>(property, "a whole number", kind),
        };

    public ManifestNode? Object(string property) =>
        Property(property) switch
        {
            null => null,
            { ValueKind: JsonValueKind.Object } value => new(value, At(property), report),
            { ValueKind: var kind } => Wrong<ManifestNode>(property, "an object", kind),
        };

    /// <summary>The members of an object whose keys are names and whose values are objects.</summary>
    public IEnumerable<(string Name, ManifestNode Node)> Members(string property)
    {
        if (Object(property) is not { } parent)
            yield break;
        foreach (var name in parent.Names)
            if (parent.Object(name) is { } node)
                yield return (name, node);
    }

    public ImmutableArray<ManifestVariable> Variables(string property) =>
        Object(property) is not { } node ? [] : [.. node.Names.Select(name => new ManifestVariable(name, node.OptionalString(name) ?? ""))];

    public ImmutableArray<ManifestExpression> Strings(string property) =>
        [.. Array(property, JsonValueKind.String, "a string").Select(item => (ManifestExpression)item.Element.GetString()!)];

    public IEnumerable<ManifestNode> Objects(string property) =>
        Array(property, JsonValueKind.Object, "an object").Select(item => new ManifestNode(item.Element, item.Path, report));

    /// <summary>The properties that nobody has asked for.</summary>
    public ImmutableArray<ManifestExtension> Rest() =>
        [.. element.EnumerateObject().Where(p => !_read.Contains(p.Name)).Select(p => new ManifestExtension(p.Name, p.Value.GetRawText()))];

    public void Report(string property, string message) => report(At(property), message);

    private IEnumerable<string> Names => element.EnumerateObject().Select(p => p.Name);

    private IEnumerable<(JsonElement Element, string Path)> Array(string property, JsonValueKind kind, string expected)
    {
        if (Property(property) is not { } array)
            yield break;
        if (array.ValueKind != JsonValueKind.Array)
        {
            Wrong<object>(property, "an array", array.ValueKind);
            yield break;
        }
        foreach (var (index, item) in array.EnumerateArray().Index())
        {
            if (item.ValueKind == kind)
                yield return (item, $"{At(property)}[{index}]");
            else
                Wrong<object>($"{property}[{index}]", expected, item.ValueKind);
        }
    }

    private JsonElement? Property(string property)
    {
        _read.Add(property);
        return element.TryGetProperty(property, out var value) ? value : null;
    }

    private T? Wrong<T>(string property, string expected, JsonValueKind found)
    {
        report(At(property), $"must be {expected}, not {Describe(found)}");
        return default;
    }

    private string At(string property) => path.Length == 0 ? property : $"{path}.{property}";

    private static string Describe(JsonValueKind kind) =>
        kind switch
        {
            JsonValueKind.Object => "an object",
            JsonValueKind.Array => "an array",
            JsonValueKind.String => "a string",
            JsonValueKind.Number => "this number",
            JsonValueKind.True or JsonValueKind.False => "true or false",
            _ => "null",
        };
}
