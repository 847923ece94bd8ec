using System.Text.Json;

namespace LocalCloud.Deploy.Dist;

/// <summary>
/// A file of parameters in one of the AWS CLI's forms: <c>[{"ParameterKey", "ParameterValue"}]</c>, <c>["KEY=VALUE"]</c> or
/// <c>{"Parameters": {...}}</c>.
/// </summary>
internal static class ParameterFile
{
    public static (Dictionary<string, string>? Values, string? Error) Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(
                File.ReadAllBytes(path),
                new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true }
            );
            var values = new Dictionary<string, string>();
            foreach (var (key, value) in Pairs(document.RootElement))
                values[key] = value;
            return (values, null);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or FormatException)
        {
            // A JSON error quotes at most a character of the file
            return (null, $"{path}: {error.Message}");
        }
    }

    private static IEnumerable<(string, string)> Pairs(JsonElement root)
    {
        if (
            root.ValueKind == JsonValueKind.Object
            && root.TryGetProperty("Parameters", out var map)
            && map.ValueKind == JsonValueKind.Object
        )
            return map.EnumerateObject().Select(p => (p.Name, Text(p.Value)));
        if (root.ValueKind != JsonValueKind.Array)
            throw new FormatException("""has to be [{"ParameterKey": "...", "ParameterValue": "..."}, ...].""");
        return root.EnumerateArray().Where(e => !IsPrevious(e)).Select(Pair);
    }

    private static bool IsPrevious(JsonElement e) =>
        e.ValueKind == JsonValueKind.Object
        && e.TryGetProperty("UsePreviousValue", out var previous)
        && previous.ValueKind == JsonValueKind.True;

    private static (string, string) Pair(JsonElement e) =>
        e.ValueKind == JsonValueKind.String && e.GetString()!.Split('=', 2) is [{ Length: > 0 } name, var text] ? (name, text)
        : e.ValueKind == JsonValueKind.Object
        && e.TryGetProperty("ParameterKey", out var key)
        && key.ValueKind == JsonValueKind.String
        && e.TryGetProperty("ParameterValue", out var value)
            ? (key.GetString()!, Text(value))
        : throw new FormatException("each entry has to have ParameterKey and ParameterValue.");

    private static string Text(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
            _ => throw new FormatException("a parameter's value has to be a text."),
        };
}
