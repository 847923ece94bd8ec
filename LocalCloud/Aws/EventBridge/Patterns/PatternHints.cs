using System.Text.Json;

namespace LocalCloud.Aws.EventBridge.Patterns;

/// <summary>What an event has instead of a field that a pattern asks for.</summary>
internal static class PatternHints
{
    /// <returns>null for nothing worth telling</returns>
    public static string? OfAbsent(string path, ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json, EventJson.Reading);
        var (at, found) = (document.RootElement, "");
        foreach (var name in path.Split('.'))
        {
            if (at.ValueKind is not JsonValueKind.Object)
                return found.Length == 0 ? null : $"{found} is no object in the event";
            var member = Find(at, name);
            if (member is not { } next)
                return found.Length == 0 ? $"the event has no {name}" : $"{found} has no {name}{Others(at)}";
            found = found.Length == 0 ? next.Name : $"{found}.{next.Name}";
            at = next.Value;
        }
        return found != path ? $"the event has {found}: upper and lower case count"
            : at.ValueKind is JsonValueKind.Object ? "it is an object: a pattern asks for its fields"
            : at.ValueKind is JsonValueKind.Array && at.GetArrayLength() == 0 ? "it is an empty array, which counts as absent"
            : null;
    }

    private static JsonProperty? Find(JsonElement within, string name)
    {
        JsonProperty? like = null;
        foreach (var member in within.EnumerateObject())
            if (member.NameEquals(name))
                return member;
            else if (string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase))
                like = member;
        return like;
    }

    private static string Others(JsonElement within)
    {
        const int Most = 8;
        var names = within.EnumerateObject().Select(m => m.Name).ToList();
        return names.Count == 0
            ? ", and nothing else"
            : $"; it has {string.Join(", ", names.Take(Most))}{(names.Count > Most ? ", …" : "")}";
    }
}
