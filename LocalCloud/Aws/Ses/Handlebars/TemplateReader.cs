using System.Text.Json;

namespace LocalCloud.Aws.Ses.Handlebars;

/// <summary>From the text of a template to its nodes.</summary>
internal sealed class TemplateReader(string template)
{
    private const int Deepest = 100;

    private readonly List<Tag> _tags = Tag.Split(template);
    private int _at,
        _depth;

    public static IReadOnlyList<Node> Read(string template)
    {
        var reader = new TemplateReader(template);
        var nodes = reader.Nodes();
        return reader._at == reader._tags.Count
            ? nodes
            : throw new HandlebarsException($"{{{{{reader._tags[reader._at].Content}}}}} has no block that it belongs to.");
    }

    // Up to the end, {{else}} or {{/...}}, which is left to the caller
    private List<Node> Nodes()
    {
        if (++_depth > Deepest)
            throw new HandlebarsException($"Blocks are nested more than {Deepest} deep.");
        var nodes = new List<Node>();
        for (; _at < _tags.Count; _at++)
        {
            var tag = _tags[_at];
            if (tag.IsText)
                nodes.Add(new TextNode(tag.Content));
            else if (tag.Kind == '/' || tag.IsElse || tag.Content == "^")
                break;
            else if (Node(tag) is { } node)
                nodes.Add(node);
        }
        _depth--;
        return nodes;
    }

    private Node? Node(Tag tag) =>
        tag.Kind switch
        {
            '!' => null,
            '#' when tag.Content.StartsWith("#*", StringComparison.Ordinal) => Inline(tag.Content[2..]),
            '#' or '^' => Block(tag.Content[1..].Trim(), isInverted: tag.Kind == '^'),
            '>' => Partial(tag.Content[1..]),
            '\0' => throw new HandlebarsException("A tag is empty."),
            _ => new ValueNode(new ExpressionReader(tag.Content).ReadAll()),
        };

    private InlineNode Inline(string content)
    {
        var words = new ExpressionReader(content);
        if (
            words.Word() is not "inline"
            || words.Read() is not LiteralExpression { Value: { ValueKind: JsonValueKind.String } name }
            || !words.IsAtEnd
        )
            throw new HandlebarsException($"{{{{#*{content}}}}} is no inline partial.");
        var body = Body();
        Close("inline");
        return new(name.GetString()!, body);
    }

    private static PartialNode Partial(string content)
    {
        var words = new ExpressionReader(content);
        var name = words.Word();
        var subject = words.IsAtEnd ? null : words.Read();
        return words.IsAtEnd ? new(name.Trim('"', '\''), subject) : throw new HandlebarsException($"{{{{>{content}}}}} is not understood.");
    }

    private BlockNode Block(string content, bool isInverted)
    {
        var block = Chained(content);
        Close(content.Split(' ', 2)[0]);
        return isInverted ? block with { Body = block.Otherwise, Otherwise = block.Body } : block;
    }

    // {{else if x}} is a block of its own in the place of the other branch, and the one {{/if}} closes both
    private BlockNode Chained(string content)
    {
        var words = new ExpressionReader(content);
        var first = content.Split(' ', 2)[0];
        var helper = first is "if" or "unless" or "each" or "with" ? words.Word() : "";
        var subject = words.Read();
        var names = words.BlockNames();
        var body = Body();
        IReadOnlyList<Node> otherwise = [];
        if (_at < _tags.Count && _tags[_at] is { IsText: false } tag && (tag.IsElse || tag.Content == "^"))
            otherwise = tag.Content.Length > 5 ? [Chained(tag.Content[5..].Trim())] : Body();
        return new(helper, subject, names, body, otherwise);
    }

    private List<Node> Body()
    {
        _at++;
        return Nodes();
    }

    private void Close(string name)
    {
        if (_at >= _tags.Count)
            throw new HandlebarsException($"The block '{name}' is not closed.");
        if (_tags[_at].Content is var content && (content.Length == 0 || content[0] != '/' || content[1..].Trim() != name))
            throw new HandlebarsException($"The block '{name}' is closed by '{content}'.");
    }
}
