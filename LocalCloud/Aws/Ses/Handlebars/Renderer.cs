using System.Globalization;
using System.Text;
using System.Text.Json;

namespace LocalCloud.Aws.Ses.Handlebars;

/// <summary>
/// Handlebars with its built-in helpers. As SES does it nothing is escaped, with two braces or with three, and a value that is not there is
/// an error (docs: ses, "Advanced email personalization").
/// </summary>
internal sealed class Renderer
{
    private const int Deepest = 100,
        Longest = 40 << 20;

    private readonly StringBuilder _text = new();
    private readonly Dictionary<string, IReadOnlyList<Node>> _partials = new(StringComparer.Ordinal);
    private int _depth;

    public static string Render(IReadOnlyList<Node> template, JsonElement data)
    {
        var renderer = new Renderer();
        renderer.Write(template, new(data, null));
        return renderer._text.ToString();
    }

    private void Write(IReadOnlyList<Node> nodes, Frame frame)
    {
        if (++_depth > Deepest)
            throw new HandlebarsException($"Blocks and partials are nested more than {Deepest} deep.");
        // A partial may be used above the place where it is defined
        foreach (var inline in nodes.OfType<InlineNode>())
            _partials[inline.Name] = inline.Body;
        foreach (var node in nodes)
            Write(node, frame);
        _depth--;
    }

    private void Write(Node node, Frame frame)
    {
        switch (node)
        {
            case TextNode { Text: var text }:
                Append(text);
                break;
            case ValueNode { Value: var value }:
                Append(Text(frame.Find(value) ?? throw Missing(value)));
                break;
            case BlockNode block:
                Write(block, frame);
                break;
            case PartialNode used when _partials.TryGetValue(used.Name, out var body):
                Write(body, used.Subject is null ? frame : new(frame.Find(used.Subject) ?? throw Missing(used.Subject), frame));
                break;
            case PartialNode unknown:
                throw new HandlebarsException($"The partial '{unknown.Name}' does not exist.");
        }
    }

    private void Write(BlockNode block, Frame frame)
    {
        var subject = frame.Find(block.Subject);
        switch (block.Helper)
        {
            case "if" or "unless":
                Write(IsTrue(subject) == (block.Helper == "if") ? block.Body : block.Otherwise, frame);
                break;
            case "each" when IsTrue(subject) && subject!.Value.ValueKind is JsonValueKind.Array or JsonValueKind.Object:
            case "" when subject is { ValueKind: JsonValueKind.Array } && IsTrue(subject):
                Each(block, subject!.Value, frame);
                break;
            case "with" when IsTrue(subject):
            case "" when subject is { ValueKind: JsonValueKind.Object }:
                Write(block.Body, new(subject!.Value, frame) { Named = Names(block, subject.Value) });
                break;
            case "" when IsTrue(subject):
                Write(block.Body, frame);
                break;
            default:
                Write(block.Otherwise, frame);
                break;
        }
    }

    private void Each(BlockNode block, JsonElement subject, Frame frame)
    {
        var items =
            subject.ValueKind is JsonValueKind.Array
                ? subject.EnumerateArray().Select((item, i) => (Key: i.ToString(CultureInfo.InvariantCulture), Value: item)).ToList()
                : [.. subject.EnumerateObject().Select(member => (member.Name, member.Value))];
        if (items.Count == 0)
            Write(block.Otherwise, frame);
        for (var i = 0; i < items.Count; i++)
        {
            var key =
                subject.ValueKind is JsonValueKind.Array
                    ? Json(i)
                    : JsonSerializer.SerializeToElement(items[i].Key, SesJson.Default.String);
            Write(
                block.Body,
                new(items[i].Value, frame)
                {
                    Data = new()
                    {
                        ["index"] = Json(i),
                        ["key"] = key,
                        ["first"] = Json(i == 0),
                        ["last"] = Json(i == items.Count - 1),
                    },
                    Named = Names(block, items[i].Value, key),
                }
            );
        }
    }

    private static Dictionary<string, JsonElement>? Names(BlockNode block, params ReadOnlySpan<JsonElement> values)
    {
        if (block.Names.Count == 0)
            return null;
        var named = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        for (var i = 0; i < Math.Min(block.Names.Count, values.Length); i++)
            named[block.Names[i]] = values[i];
        return named;
    }

    private void Append(string text)
    {
        if (_text.Length + text.Length > Longest)
            throw new HandlebarsException("The rendered template is larger than a message may be.");
        _text.Append(text);
    }

    private static HandlebarsException Missing(Expression value)
    {
        var name = value is PathExpression path ? path.Text : "lookup";
        return new($"Attribute '{name}' is not present in the rendering data.", name);
    }

    private static bool IsTrue(JsonElement? value) =>
        value is { } there
        && there.ValueKind switch
        {
            JsonValueKind.False or JsonValueKind.Null or JsonValueKind.Undefined => false,
            JsonValueKind.String => there.GetString() is not "",
            JsonValueKind.Number => there.GetDouble() != 0,
            JsonValueKind.Array => there.GetArrayLength() > 0,
            _ => true,
        };

    private static string Text(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => value.GetRawText(),
        };

    internal static JsonElement Json(int value) => JsonSerializer.SerializeToElement(value, SesJson.Default.Int32);

    private static JsonElement Json(bool value) => JsonSerializer.SerializeToElement(value, SesJson.Default.Boolean);
}
