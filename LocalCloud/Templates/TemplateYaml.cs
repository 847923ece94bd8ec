using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace LocalCloud.Templates;

/// <summary>
/// A template's YAML (or JSON, which is YAML) as JSON, with the short forms of functions in their full form:
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html.
/// </summary>
internal static class TemplateYaml
{
    /// <returns>With every scalar as the text that stands there, for whoever compares; null where there is no document.</returns>
    /// <exception cref="YamlException">The text is no YAML; the message says where.</exception>
    public static JsonNode? Read(string yaml) => Read(yaml, scalar => JsonValue.Create(scalar.Value ?? ""));

    /// <returns>With numbers, truth values and null as such, for whoever writes it again; null where there is no document.</returns>
    /// <exception cref="YamlException">The text is no YAML; the message says where.</exception>
    public static JsonNode? ReadTyped(string yaml) => Read(yaml, Scalar);

    private static JsonNode? Read(string yaml, Func<YamlScalarNode, JsonNode?> scalars)
    {
        var stream = new YamlStream();
        using var reader = new StringReader(yaml);
        stream.Load(reader);
        return stream.Documents.Count == 0 ? null : Convert(stream.Documents[0].RootNode, scalars);
    }

    private static JsonNode? Convert(YamlNode node, Func<YamlScalarNode, JsonNode?> scalars)
    {
        var value = node switch
        {
            YamlMappingNode map => new JsonObject(map.Children.Select(c => KeyValuePair.Create(Key(c.Key), Convert(c.Value, scalars)))),
            YamlSequenceNode list => new JsonArray([.. list.Children.Select(item => Convert(item, scalars))]),
            YamlScalarNode scalar => scalars(scalar),
            _ => throw new YamlException(node.Start, node.End, "Aliases are not supported here."),
        };
        // Those of YAML itself begin with tag: or !!
        if (node.Tag.IsEmpty || node.Tag.Value is not ['!', not '!', .. var _] tag)
            return value;
        return tag[1..] switch
        {
            "Ref" or "Condition" => new JsonObject { [tag[1..]] = value },
            "GetAtt" when value is JsonValue text => new JsonObject { ["Fn::GetAtt"] = Attribute(text.ToString()) },
            var function => new JsonObject { [$"Fn::{function}"] = value },
        };
    }

    private static string Key(YamlNode key) =>
        key is YamlScalarNode { Value: { } text } ? text : throw new YamlException(key.Start, key.End, "A key has to be a text.");

    // The attribute itself may have dots (Stack.Outputs.Name), a logical id has none
    private static JsonNode Attribute(string text)
    {
        var dot = text.IndexOf('.');
        return dot < 0 ? text : new JsonArray(text[..dot], text[(dot + 1)..]);
    }

    private static JsonNode? Scalar(YamlScalarNode scalar)
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
