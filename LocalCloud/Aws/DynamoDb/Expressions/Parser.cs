using LocalCloud.Aws.DynamoDb.Values;

namespace LocalCloud.Aws.DynamoDb.Expressions;

/// <summary>
/// What every expression grammar shares: the token cursor, paths, values, AWS's errors. AWS reads the whole expression before it looks at
/// what it means, so a syntax error anywhere comes before any complaint about names, values or types: those are kept until the end.
/// </summary>
internal abstract class Parser
{
    private const int MaxSize = 4096;
    private const int MaxOperators = 300;
    private const int MaxDepth = 32;

    private readonly string _text;
    private readonly Placeholders _placeholders;
    private readonly List<Token> _tokens;
    private int _position;
    private int _operators;
    private string? _complaint;

    protected Parser(string text, Placeholders placeholders)
    {
        if (string.IsNullOrWhiteSpace(text))
            throw new ExpressionException("The expression can not be empty;");
        if (System.Text.Encoding.UTF8.GetByteCount(text) is var size and > MaxSize)
            throw new ExpressionException($"Expression size has exceeded the maximum allowed size; expression size: {size}");
        _text = text;
        _placeholders = placeholders;
        _tokens = Tokenizer.Run(text);
    }

    protected Token Current => _tokens[_position];
    protected Token Ahead => _tokens[Math.Min(_position + 1, _tokens.Count - 1)];

    protected Token Take() => _tokens[_position++];

    protected bool TakeIf(string symbol)
    {
        var found = Current.Is(symbol);
        if (found)
            _position++;
        return found;
    }

    protected bool TakeKeyword(string keyword)
    {
        var found = Current.IsKeyword(keyword);
        if (found)
            _position++;
        return found;
    }

    protected void Expect(string symbol)
    {
        if (!TakeIf(symbol))
            throw SyntaxError();
    }

    protected ExpressionException SyntaxError() => SyntaxErrorAt(_position);

    protected int Position => _position;

    protected Token TokenAt(int index) => _tokens[index];

    /// <summary>Where the parenthesis that opens at <paramref name="open"/> closes; asked after the parse went past it.</summary>
    protected int ClosesAt(int open)
    {
        for (int at = open, depth = 0; ; at++)
        {
            depth +=
                _tokens[at].Is("(") ? 1
                : _tokens[at].Is(")") ? -1
                : 0;
            if (depth == 0)
                return at;
        }
    }

    protected ExpressionException SyntaxErrorAt(int index)
    {
        var from = _tokens[Math.Max(index - 1, 0)].Start;
        var to = _tokens[Math.Min(index + 1, _tokens.Count - 1)].End;
        return new($"Syntax error; token: \"{_tokens[index].Text}\", near: \"{_text[from..to]}\"");
    }

    /// <summary>Only the first complaint is told.</summary>
    protected void Complain(string message) => _complaint ??= message;

    protected void CountOperator()
    {
        if (++_operators > MaxOperators)
            Complain($"The expression contains too many operators; operator count: {_operators}");
    }

    protected void Finish()
    {
        if (Current.Kind != TokenKind.End)
            throw SyntaxError();
        if (_complaint is not null)
            throw new ExpressionException(_complaint);
    }

    protected DocumentPath ParsePath()
    {
        var steps = new List<PathStep> { new(ParseName(), 0) };
        while (true)
        {
            if (TakeIf("."))
            {
                steps.Add(new(ParseName(), 0));
            }
            else if (TakeIf("["))
            {
                if (Current.Kind != TokenKind.Integer)
                    throw SyntaxError();
                var digits = Take().Text;
                if (!int.TryParse(digits, out var index))
                    Complain($"List index is not within the allowable range; index: [{digits}]");
                steps.Add(new(null, index));
                Expect("]");
            }
            else
            {
                break;
            }
        }
        if (steps.Count > MaxDepth)
            Complain($"The document path has too many nesting elements; nesting levels: {steps.Count}");
        return new DocumentPath([.. steps]);
    }

    private string ParseName()
    {
        if (Current.Kind == TokenKind.Name)
        {
            var placeholder = Take().Text;
            var name = _placeholders.Name(placeholder);
            if (name is null)
                Complain($"An expression attribute name used in the document path is not defined; attribute name: {placeholder}");
            return name ?? placeholder;
        }
        if (Current.Kind != TokenKind.Identifier || IsKeyword(Current))
            throw SyntaxError();
        var text = Take().Text;
        if (ReservedWords.Contains(text))
            Complain($"Attribute name is a reserved keyword; reserved keyword: {text}");
        return text;
    }

    /// <summary>Words that the grammar itself takes: where a name should stand, they are a syntax error, not a reserved word.</summary>
    protected abstract bool IsKeyword(Token token);

    protected AttributeValue ParseValue()
    {
        var placeholder = Take().Text;
        var value = _placeholders.Value(placeholder);
        if (value is null)
            Complain($"An expression attribute value used in expression is not defined; attribute value: {placeholder}");
        return value ?? NullValue.Instance;
    }
}
