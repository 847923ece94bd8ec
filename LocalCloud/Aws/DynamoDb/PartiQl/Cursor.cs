namespace LocalCloud.Aws.DynamoDb.PartiQl;

/// <summary>Where the parser stands in the statement.</summary>
internal sealed class Cursor(string text)
{
    private readonly List<Token> _tokens = Lexer.Run(text);
    private int _position;

    public Token Current => _tokens[_position];

    public Token Ahead => _tokens[Math.Min(_position + 1, _tokens.Count - 1)];

    public Token Previous => _tokens[_position - 1];

    public Token Take() => Current.Kind == TokenKind.End ? throw Unexpected() : _tokens[_position++];

    public bool TakeIf(string symbol)
    {
        var found = Current.Is(symbol);
        _position += found ? 1 : 0;
        return found;
    }

    public bool TakeKeyword(string keyword)
    {
        var found = Current.IsKeyword(keyword);
        _position += found ? 1 : 0;
        return found;
    }

    public void Expect(string symbol)
    {
        if (!TakeIf(symbol))
            throw Unexpected();
    }

    public void ExpectKeyword(string keyword)
    {
        if (!TakeKeyword(keyword))
            throw Unexpected();
    }

    public void Finish()
    {
        if (Current.Kind != TokenKind.End)
            throw PartiQlException.Malformed("Unexpected token after expression");
    }

    public PartiQlException Unexpected() =>
        PartiQlException.Malformed(
            Current.Kind == TokenKind.Word && Keywords.Contains(Current.Text) ? "Unexpected keyword" : "Unexpected term"
        );

    /// <summary>line:column:length, as AWS tells where something stands.</summary>
    public string Place(Token token)
    {
        var before = text.AsSpan(0, token.Start);
        return $"{before.Count('\n') + 1}:{token.Start - before.LastIndexOf('\n')}:{token.End - token.Start}";
    }
}
