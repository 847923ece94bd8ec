using System.Text.Json;

namespace Lambda;

/// <summary>Reads events, in which everything can be missing or null.</summary>
internal static class JsonReading
{
    public static JsonElement? Object(this JsonElement parent, string name) =>
        parent.Member(name) is { ValueKind: JsonValueKind.Object } value ? value : null;

    public static string? String(this JsonElement parent, string name) =>
        parent.Member(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    public static bool True(this JsonElement parent, string name) => parent.Member(name) is { ValueKind: JsonValueKind.True };

    public static IEnumerable<string> Strings(this JsonElement parent, string name) =>
        parent.Member(name) is { ValueKind: JsonValueKind.Array } array
            ? array.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)
            : [];

    public static IEnumerable<(string Name, string Value)> Pairs(this JsonElement parent, string multiple, string single) =>
        parent.Object(multiple) is { } many
            ? many.EnumerateObject().SelectMany(member => many.Strings(member.Name).Select(value => (member.Name, value)))
        : parent.Object(single) is { } one
            ? one.EnumerateObject()
                .Where(member => member.Value.ValueKind == JsonValueKind.String)
                .Select(member => (member.Name, member.Value.GetString()!))
        : [];

    private static JsonElement? Member(this JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) ? value : null;
}
