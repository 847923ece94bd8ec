using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace LocalCloud.Deploy.Dist;

/// <summary>A template's YAML as JSON, its short intrinsic functions (<c>!Ref</c>) in their long form.</summary>
static class TemplateJson
{
    /// <exception cref="YamlException">It is neither YAML nor JSON.</exception>
    public static JsonObject Read(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return stream.Documents is [{ RootNode: YamlMappingNode root }] ? (JsonObject)Node(root)! : [];
    }

    static JsonNode? Node(YamlNode node)
    {
        JsonNode? value = node switch
        {
            YamlMappingNode map => new JsonObject(
                map.Children.Select(c => KeyValuePair.Create(((YamlScalarNode)c.Key).Value ?? "", Node(c.Value)))
            ),
            YamlSequenceNode list => new JsonArray([.. list.Children.Select(Node)]),
            YamlScalarNode { Value: { } text } => JsonValue.Create(text),
            _ => null,
        };
        // Those of YAML itself begin with tag:
        if (node.Tag.IsEmpty || node.Tag.Value is not ['!', not '!', .. var _] tag)
            return value;
        return new JsonObject { [tag is "!Ref" or "!Condition" ? tag[1..] : $"Fn::{tag[1..]}"] = value };
    }
}
