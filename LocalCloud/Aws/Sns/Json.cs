using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Sns;

/// <summary>JSON texts that travel in attributes.</summary>
internal static class Json
{
    /// <summary>Quotes only what JSON has to have quoted, as AWS does.</summary>
    public static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonDocumentOptions Reading = new() { AllowDuplicateProperties = false };

    /// <summary>null when the text is not one JSON object.</summary>
    public static JsonObject? Object(string text)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: Reading) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static string Text(string value) => "\"" + JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping) + "\"";
}
