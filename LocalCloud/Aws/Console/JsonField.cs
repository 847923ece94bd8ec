using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalCloud.Aws.WebConsole;

/// <summary>JSON that people write into a field.</summary>
internal static class JsonField
{
    /// <param name="what">of the sentence that tells what is wrong: "The item"</param>
    /// <returns>The object; null when it is none, and <paramref name="wrong"/> says where.</returns>
    public static JsonObject? Object(string text, string what, out string? wrong)
    {
        wrong = null;
        try
        {
            if (JsonNode.Parse(text) is JsonObject json && json.Count >= 0)
                return json;
            wrong = $"{what} has to be a JSON object, in braces.";
        }
        catch (JsonException e)
        {
            wrong =
                $"{what} is no JSON: {e.Message.Split(". ")[0].TrimEnd('.')} (line {e.LineNumber + 1}, column {e.BytePositionInLine + 1}).";
        }
        // Raised by what is looked at first: two members of one name
        catch (ArgumentException e)
        {
            wrong = $"{what} is no JSON object: {e.Message}";
        }
        return null;
    }

    /// <summary>In one line, with letters as they are.</summary>
    public static string Compact(JsonNode json) => json.ToJsonString(JsonText.Relaxed);
}
