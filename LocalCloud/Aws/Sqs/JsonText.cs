using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Sqs;

/// <summary>Attributes whose value is a JSON document.</summary>
internal static class JsonText
{
    public static JsonObject? Object(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The empty text takes such an attribute away.</summary>
    public static bool IsObjectOrEmpty(string text) => text.Length == 0 || Object(text) is not null;
}
