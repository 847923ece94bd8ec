using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace LocalCloud.Aws.CloudFormation.Templates;

/// <summary>
/// YAML, with CloudFormation's short forms (<c>!Ref X</c>), to the value tree that the same template written as JSON gives.
/// </summary>
internal sealed class YamlTemplate
{
    private const int MaxDepth = 64;

    private readonly IParser _parser;
    private int _depth;

    private YamlTemplate(string text) => _parser = new Parser(new StringReader(text));

    public static Result<JsonNode> Read(string text)
    {
        try
        {
            var reader = new YamlTemplate(text);
            reader._parser.Consume<StreamStart>();
            if (!reader._parser.TryConsume<DocumentStart>(out _))
                return new JsonObject();
            var root = reader.Node();
            reader._parser.Consume<DocumentEnd>();
            if (root is null)
                return new JsonObject();
            return root;
        }
        catch (YamlException e)
        {
            return TemplateError.Format(
                e is NotAllowed
                    ? $"{e.Message} (line {e.Start.Line}, column {e.Start.Column})"
                    : $"YAML not well-formed. (line {e.Start.Line}, column {e.Start.Column})"
            );
        }
    }

    private JsonNode? Node()
    {
        if (_parser.TryConsume<AnchorAlias>(out var alias))
            throw new NotAllowed("YAML aliases are not allowed in CloudFormation templates", alias.Start);
        if (_parser.TryConsume<Scalar>(out var scalar))
            return ShortForm(scalar, scalar.Tag, Value(scalar));

        var start = _parser.Current as NodeEvent ?? throw new NotAllowed("YAML not well-formed.", _parser.Current!.Start);
        if (++_depth > MaxDepth)
            throw new NotAllowed("Template nesting is too deep.", start.Start);
        JsonNode node = start is SequenceStart ? Sequence() : Mapping();
        _depth--;
        return ShortForm(start, start.Tag, node);
    }

    private JsonArray Sequence()
    {
        var items = new JsonArray();
        _parser.Consume<SequenceStart>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
            items.Add(Node());
        return items;
    }

    private JsonObject Mapping()
    {
        var members = new JsonObject();
        _parser.Consume<MappingStart>();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            if (!_parser.TryConsume<Scalar>(out var key))
                throw new NotAllowed("YAML not well-formed.", _parser.Current!.Start);
            if (!members.TryAdd(key.Value, Node()))
                throw new NotAllowed($"YAML not well-formed. Duplicate key '{key.Value}'", key.Start);
        }
        return members;
    }

    /// <summary>Plain scalars are typed as in YAML's core schema; a leading zero keeps account ids and dates what they are: text.</summary>
    private static JsonNode? Value(Scalar scalar)
    {
        var text = scalar.Value;
        if (scalar.Style != ScalarStyle.Plain || !scalar.Tag.IsEmpty)
            return JsonValue.Create(text);
        return text switch
        {
            "" or "~" or "null" or "Null" or "NULL" => null,
            "true" or "True" or "TRUE" => JsonValue.Create(true),
            "false" or "False" or "FALSE" => JsonValue.Create(false),
            _ when IsNumber(text) => JsonNode.Parse(text),
            _ => JsonValue.Create(text),
        };
    }

    /// <summary>Only what JSON writes the same way is a number, so that its digits survive as they were written.</summary>
    private static bool IsNumber(string text)
    {
        var digits = text.AsSpan(text[0] == '-' ? 1 : 0);
        if (digits.IsEmpty || !char.IsAsciiDigit(digits[0]) || !char.IsAsciiDigit(digits[^1]))
            return false;
        if (digits.Length > 1 && digits[0] == '0' && digits[1] != '.')
            return false;
        return digits.IndexOfAnyExcept("0123456789.") < 0
            && digits.Count('.') <= 1
            && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
    }

    private static JsonNode? ShortForm(ParsingEvent at, TagName tag, JsonNode? node)
    {
        if (tag.IsEmpty || tag.IsNonSpecific)
            return node;
        var name = tag.Value;
        if (name.StartsWith("tag:yaml.org,2002:", StringComparison.Ordinal))
            return node;
        if (name is "!Ref" or "!Condition")
            return new JsonObject { [name[1..]] = node };
        if (
            !Functions.IsKnown("Fn::" + name[1..])
            && !Functions.IsExtension("Fn::" + name[1..])
            && !IsRuleFunction(name[1..])
            && name != "!Transform"
        )
            throw new NotAllowed($"YAML not well-formed. Unknown tag {name}", at.Start);
        if (name == "!GetAtt" && node is JsonValue)
            node = Attribute(Scalars.Text(node));
        return new JsonObject { ["Fn::" + name[1..]] = node };
    }

    private static bool IsRuleFunction(string name) =>
        name is "Contains" or "EachMemberEquals" or "EachMemberIn" or "RefAll" or "ValueOf" or "ValueOfAll";

    /// <summary><c>Resource.Attribute</c>: the attribute itself may have dots (<c>Stack.Outputs.Name</c>), a logical id has none.</summary>
    private static JsonArray Attribute(string text)
    {
        var dot = text.IndexOf('.');
        return dot < 0 ? new JsonArray(text) : new JsonArray(text[..dot], text[(dot + 1)..]);
    }

    private sealed class NotAllowed(string message, Mark at) : YamlException(at, at, message);
}
