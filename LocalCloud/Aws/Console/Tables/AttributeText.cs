using System.Text.Json;

namespace LocalCloud.Aws.WebConsole.Tables;

/// <summary>An attribute's value in one cell: without its type, and cut where it is long.</summary>
internal static class AttributeText
{
    private const int Longest = 120;

    public static string Of(JsonElement item, string attribute) =>
        item.TryGetProperty(attribute, out var value) && value.EnumerateObject().FirstOrDefault() is { Name: not null } typed ? Cut(Text(typed)) : "";

    private static string Text(JsonProperty typed) => typed.Name switch
    {
        "S" or "N" => typed.Value.GetString() ?? "",
        "BOOL" => typed.Value.GetBoolean() ? "true" : "false",
        "NULL" => "null",
        "B" => $"binary, {Widgets.Size(typed.Value.GetBytesFromBase64().Length)}",
        _ => typed.Value.GetRawText(),
    };

    private static string Cut(string text) => text.Length <= Longest ? text : $"{text[..Longest]}…";
}
