using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Templates;
using YamlDotNet.Core;

namespace LocalCloud.Publish.Template;

/// <summary>Parts of a template, written as YAML.</summary>
internal static class YamlReader
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="YamlException">The text is no YAML; the message says where.</exception>
    public static JsonNode Read(string yaml) => TemplateYaml.ReadTyped(yaml) ?? new JsonObject();

    /// <exception cref="YamlException">The text is no YAML; the message says where.</exception>
    /// <exception cref="InvalidOperationException">It is no map.</exception>
    public static JsonObject ReadObject(string yaml) => Read(yaml).AsObject();

    /// <summary>Somebody's text as a scalar, whatever is in it.</summary>
    public static string Quoted(string text) => JsonSerializer.Serialize(text, Relaxed);
}
