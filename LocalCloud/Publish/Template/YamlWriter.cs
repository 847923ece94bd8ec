using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace LocalCloud.Publish.Template;

/// <summary>A template as YAML that is meant to be read: short forms of functions, a comment before each part.</summary>
internal static class YamlWriter
{
    private static readonly string[] ShortForms =
    [
        "Fn::Sub",
        "Fn::GetAtt",
        "Fn::If",
        "Fn::Join",
        "Fn::Select",
        "Fn::Split",
        "Fn::Equals",
        "Fn::And",
        "Fn::Or",
        "Fn::Not",
        "Fn::FindInMap",
        "Fn::Base64",
        "Fn::Cidr",
        "Fn::ImportValue",
        "Fn::GetAZs",
        "Fn::Transform",
    ];

    public static string Write(TemplateDocument document)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var emitter = new Emitter(
            text,
            new EmitterSettings(2, int.MaxValue, isCanonical: false, maxSimpleKeyLength: 1024, newLine: "\n").WithIndentedSequences()
        );
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, isImplicit: true));
        Comment(emitter, document.Header);
        emitter.Emit(new MappingStart());
        Member(emitter, "AWSTemplateFormatVersion", "2010-09-09");
        Member(emitter, "Description", document.Description);
        foreach (var (section, members) in document.Plain.Where(p => p.Members.Count > 0))
            Member(emitter, section, members);
        Key(emitter, "Resources");
        emitter.Emit(new MappingStart());
        foreach (var section in document.Sections.Where(s => s.Resources.Count > 0))
        {
            Comment(emitter, $"---- {section.Title} ----");
            foreach (var resource in section.Resources)
            {
                Comment(emitter, resource.Comment);
                Member(emitter, resource.Id, resource.Body);
            }
        }
        emitter.Emit(new MappingEnd());
        if (document.Outputs.Count > 0)
            Member(emitter, "Outputs", document.Outputs);
        emitter.Emit(new MappingEnd());
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return BlankLines(text.ToString());
    }

    private static void Comment(Emitter emitter, string? comment)
    {
        foreach (var line in (comment ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries))
            emitter.Emit(new Comment(line.TrimEnd(), isInline: false));
    }

    private static void Key(Emitter emitter, string key) =>
        emitter.Emit(new Scalar(AnchorName.Empty, TagName.Empty, key, Style(key), isPlainImplicit: true, isQuotedImplicit: true));

    private static void Member(Emitter emitter, string key, JsonNode? value)
    {
        Key(emitter, key);
        Node(emitter, value, TagName.Empty);
    }

    private static void Node(Emitter emitter, JsonNode? node, TagName tag)
    {
        switch (node)
        {
            case JsonObject { Count: 1 } one when tag.IsEmpty && Short(one) is var (name, value):
                Node(emitter, value, new TagName($"!{name}"));
                break;
            case JsonObject members:
                emitter.Emit(
                    new MappingStart(AnchorName.Empty, tag, tag.IsEmpty, members.Count == 0 ? MappingStyle.Flow : MappingStyle.Block)
                );
                foreach (var (key, value) in members)
                    Member(emitter, key, value);
                emitter.Emit(new MappingEnd());
                break;
            case JsonArray items:
                emitter.Emit(
                    new SequenceStart(AnchorName.Empty, tag, tag.IsEmpty, IsShort(items) ? SequenceStyle.Flow : SequenceStyle.Block)
                );
                foreach (var item in items)
                    if (IsPair(item))
                        Pair(emitter, (JsonObject)item!);
                    else
                        Node(emitter, item, TagName.Empty);
                emitter.Emit(new SequenceEnd());
                break;
            default:
                var isText = node?.GetValueKind() == JsonValueKind.String;
                var text = node?.GetValueKind() switch
                {
                    null => "null",
                    JsonValueKind.True => "true",
                    JsonValueKind.False => "false",
                    _ => node.ToString(),
                };
                var style =
                    isText && tag.IsEmpty ? Style(text)
                    : text.Contains('\n') ? ScalarStyle.Literal
                    : text.Length == 0 ? ScalarStyle.SingleQuoted
                    : ScalarStyle.Any;
                emitter.Emit(new Scalar(AnchorName.Empty, tag, text, style, tag.IsEmpty, tag.IsEmpty));
                break;
        }
    }

    // A tag, a dimension, a key: [{Key: Application, Value: shop}]
    private static void Pair(Emitter emitter, JsonObject pair)
    {
        emitter.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, true, MappingStyle.Flow));
        foreach (var (key, value) in pair)
            Member(emitter, key, value);
        emitter.Emit(new MappingEnd());
    }

    private static bool IsPair(JsonNode? node) =>
        node is JsonObject { Count: 2 } pair
        && pair.ToJsonString().Length < 120
        && pair.All(m => IsSimple(m.Value) && m.Value is not JsonArray);

    // [!Ref PrivateSubnetA, !Ref PrivateSubnetB] is easier to read in one line; whole documents are not
    private static bool IsShort(JsonArray items) =>
        items.ToJsonString().Length < 150 && items.All(i => IsSimple(i) || IsPair(i) && items.Count < 3);

    private static bool IsSimple(JsonNode? node) =>
        node switch
        {
            JsonObject { Count: 1 } one => one["Ref"] is not null
                || ShortForms.Contains(one.First().Key) && Short(one) is not null && IsSimple(one.First().Value),
            JsonObject => false,
            JsonArray items => items.All(IsSimple),
            _ => node?.ToString().Contains('\n') != true,
        };

    // A tag cannot stand on what has one itself (!Base64 !Sub ...): then the outer function keeps its full form
    private static (string Name, JsonNode? Value)? Short(JsonObject one)
    {
        var (key, value) = one.First();
        if (value is JsonObject { Count: 1 } inner && (inner.ContainsKey("Ref") || ShortForms.Contains(inner.First().Key)))
            return null;
        if (key == "Ref" || key == "Condition" && value is JsonValue)
            return (key, value);
        if (!ShortForms.Contains(key))
            return null;
        return key == "Fn::GetAtt" && value is JsonArray { Count: 2 } pair && pair[1] is JsonValue
            ? ("GetAtt", JsonValue.Create($"{pair[0]}.{pair[1]}"))
            : (key[4..], value);
    }

    // What YAML 1.1 would read as a number, a date, a truth or nothing is quoted
    private static ScalarStyle Style(string text)
    {
        if (text.Contains('\n'))
            return ScalarStyle.Literal;
        var ambiguous =
            text.Length == 0
            || text.ToLowerInvariant() is "true" or "false" or "yes" or "no" or "on" or "off" or "null" or "~" or "y" or "n"
            || double.TryParse(text, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out _)
            || char.IsAsciiDigit(text[0])
                && text.All(c => char.IsAsciiDigit(c) || c is '-' or ':' or '.' or '_' or 'T' or 'Z' or 'x' or 'o');
        return ambiguous ? ScalarStyle.SingleQuoted : ScalarStyle.Any;
    }

    // Before each section and each of its members; the library writes none
    private static string BlankLines(string yaml)
    {
        var lines = yaml.Split('\n');
        var result = new List<string>();
        var resources = false;
        foreach (var line in lines)
        {
            var top = line.Length > 0 && line[0] is not (' ' or '#');
            if (top)
                resources = line == "Resources:";
            var starts = top
                ? line is not ['A', 'W', 'S', ..] and not ['D', 'e', 's', ..]
                : resources && line is [' ', ' ', not (' ' or '-'), ..];
            var previous = result.Count == 0 ? "" : result[^1];
            if (
                starts
                    && previous.Length > 0
                    && !previous.TrimStart().StartsWith("# ", StringComparison.Ordinal)
                    && previous != "Resources:"
                || starts && line.StartsWith("  # ---- ", StringComparison.Ordinal) && previous != "Resources:"
            )
                result.Add("");
            else if (starts && previous.StartsWith("  # ---- ", StringComparison.Ordinal))
                result.Add("");
            result.Add(line);
        }
        return string.Join('\n', result);
    }
}
