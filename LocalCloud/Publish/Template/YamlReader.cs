using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace LocalCloud.Publish.Template;

/// <summary>A template's YAML (or JSON, which is YAML) as JSON, with the short forms of functions in their full form.</summary>
static class YamlReader
{
    static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="YamlException">The text is no YAML; the message says where.</exception>
    public static JsonNode Read(string yaml)
    {
        var stream = new YamlStream();
        using var reader = new StringReader(yaml);
        stream.Load(reader);
        return stream.Documents.Count == 0 ? new JsonObject() : Convert(stream.Documents[0].RootNode)!;
    }

    /// <summary>Somebody's text as a scalar, whatever is in it.</summary>
    public static string Quoted(string text) => JsonSerializer.Serialize(text, Relaxed);

    public static JsonObject ReadObject(string yaml) => Read(yaml).AsObject();

    static JsonNode? Convert(YamlNode node)
    {
        var value = node switch
        {
            YamlMappingNode map => new JsonObject(
                map.Children.Select(c =>
                    KeyValuePair.Create(
                        c.Key is YamlScalarNode { Value: { } key }
                            ? key
                            : throw new YamlException(c.Key.Start, c.Key.End, "A key has to be a text."),
                        Convert(c.Value)
                    )
                )
            ),
            YamlSequenceNode list => new JsonArray([.. list.Children.Select(Convert)]),
            YamlScalarNode scalar => Scalar(scalar),
            _ => throw new YamlException(node.Start, node.End, "Aliases are not supported here."),
        };
        if (node.Tag.IsEmpty || node.Tag.Value is not ['!', .. var name] || name.StartsWith('!') || name.Length == 0)
            return value;
        return name switch
        {
            "Ref" or "Condition" => new JsonObject { [name] = value },
            "GetAtt" when value is JsonValue text => Attribute(text.ToString()),
            _ => new JsonObject { [$"Fn::{name}"] = value },
        };
    }

    static JsonObject Attribute(string text)
    {
        var dot = text.IndexOf('.');
        return dot < 0 ? new() { ["Fn::GetAtt"] = text } : Cfn.GetAtt(text[..dot], text[(dot + 1)..]);
    }

    static JsonNode? Scalar(YamlScalarNode scalar)
    {
        var text = scalar.Value ?? "";
        if (scalar.Style != ScalarStyle.Plain || !scalar.Tag.IsEmpty)
            return JsonValue.Create(text);
        return text switch
        {
            "" or "~" or "null" => null,
            "true" or "True" => JsonValue.Create(true),
            "false" or "False" => JsonValue.Create(false),
            // Leading zeros are text: an account id, a port written as an octal number
            _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                    && number.ToString(CultureInfo.InvariantCulture) == text => JsonValue.Create(number),
            _ when text.Contains('.')
                    && double.TryParse(
                        text,
                        NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                        CultureInfo.InvariantCulture,
                        out var real
                    ) => JsonValue.Create(real),
            _ => JsonValue.Create(text),
        };
    }
}
