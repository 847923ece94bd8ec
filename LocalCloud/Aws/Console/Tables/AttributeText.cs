using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalCloud.Aws.WebConsole.Tables;

/// <summary>An attribute's value in one cell: without its type, and cut where it is long.</summary>
internal static class AttributeText
{
    private const int Longest = 120;

    public static string Of(JsonElement item, string attribute) =>
        item.TryGetProperty(attribute, out var value) && value.EnumerateObject().FirstOrDefault() is { Name: not null } typed
            ? Cut(Text(typed))
            : "";

    private static string Text(JsonProperty typed) =>
        typed.Name switch
        {
            "S" or "N" => typed.Value.GetString() ?? "",
            "B" => $"binary, {Widgets.Size(typed.Value.GetBytesFromBase64().Length)}",
            _ => Plain(typed) is { } json ? JsonField.Compact(json) : "null",
        };

    // As JSON has it: what one reads in a list, not what one writes back
    private static JsonNode? Plain(JsonProperty typed) =>
        typed.Name switch
        {
            "NULL" => null,
            "BOOL" => JsonValue.Create(typed.Value.GetBoolean()),
            "N" => JsonNode.Parse(typed.Value.GetString()!),
            "L" => new JsonArray([.. typed.Value.EnumerateArray().Select(v => Plain(v.EnumerateObject().First()))]),
            "M" => new JsonObject(
                typed.Value.EnumerateObject().Select(v => KeyValuePair.Create(v.Name, Plain(v.Value.EnumerateObject().First())))
            ),
            "NS" => new JsonArray([.. typed.Value.EnumerateArray().Select(v => JsonNode.Parse(v.GetString()!))]),
            _ => JsonNode.Parse(typed.Value.GetRawText()),
        };

    private static string Cut(string text) => text.Length <= Longest ? text : $"{text[..Longest]}…";
}
