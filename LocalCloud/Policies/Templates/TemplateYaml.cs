using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace LocalCloud.Policies.Templates;

/// <summary>
/// A template's YAML (or JSON, which is YAML) as JSON, every scalar a text, with the short forms of functions in their full form.
/// </summary>
static class TemplateYaml
{
    /// <exception cref="YamlException">The text is no YAML; the message says where.</exception>
    public static JsonNode? Read(string yaml)
    {
        var stream = new YamlStream();
        using var reader = new StringReader(yaml);
        stream.Load(reader);
        return stream.Documents.Count == 0 ? null : Convert(stream.Documents[0].RootNode);
    }

    static JsonNode? Convert(YamlNode node)
    {
        JsonNode? value = node switch
        {
            YamlMappingNode map => new JsonObject(
                map.Children.Select(c => KeyValuePair.Create(((YamlScalarNode)c.Key).Value!, Convert(c.Value)))
            ),
            YamlSequenceNode list => new JsonArray([.. list.Children.Select(Convert)]),
            YamlScalarNode scalar => JsonValue.Create(scalar.Value ?? ""),
            _ => throw new YamlException(node.Start, node.End, "Aliases are not supported here."),
        };
        if (node.Tag.IsEmpty || node.Tag.Value is not ['!', not '!', ..] tag)
            return value;
        return tag[1..] switch
        {
            "Ref" or "Condition" => new JsonObject { [tag[1..]] = value },
            var function => new JsonObject { [$"Fn::{function}"] = value },
        };
    }
}
