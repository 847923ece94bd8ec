using System.Text.Json;

namespace LocalCloud.Aws.Ses.Handlebars;

internal abstract record Node;

internal sealed record TextNode(string Text) : Node;

internal sealed record ValueNode(Expression Value) : Node;

/// <param name="Helper">if, unless, each, with; "" for a section that is what its subject is.</param>
/// <param name="Names">as |item index|</param>
internal sealed record BlockNode(
    string Helper,
    Expression Subject,
    IReadOnlyList<string> Names,
    IReadOnlyList<Node> Body,
    IReadOnlyList<Node> Otherwise
) : Node;

internal sealed record InlineNode(string Name, IReadOnlyList<Node> Body) : Node;

internal sealed record PartialNode(string Name, Expression? Subject) : Node;

internal abstract record Expression;

internal sealed record LiteralExpression(JsonElement Value) : Expression;

internal sealed record LookupExpression(Expression Subject, Expression Key) : Expression;

/// <param name="Text">as the template has it</param>
/// <param name="Up">how many times ../</param>
/// <param name="IsData">@index, @key, @first, @last, @root</param>
internal sealed record PathExpression(string Text, int Up, bool IsData, string[] Parts) : Expression;

/// <summary>A template that cannot be read, or that asks for what its data does not have.</summary>
internal sealed class HandlebarsException(string message, string? missing = null) : Exception(message)
{
    public string? Missing => missing;
}
