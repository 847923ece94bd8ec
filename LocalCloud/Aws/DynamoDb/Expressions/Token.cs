namespace LocalCloud.Aws.DynamoDb.Expressions;

internal enum TokenKind
{
    Identifier,
    Name,
    Value,
    Integer,
    Symbol,
    End,
}

internal readonly record struct Token(TokenKind Kind, string Text, int Start)
{
    public int End => Kind == TokenKind.End ? Start : Start + Text.Length;

    public bool Is(string symbol) => Kind == TokenKind.Symbol && Text == symbol;

    /// <summary>Keywords are not case-sensitive; function names are.</summary>
    public bool IsKeyword(string keyword) => Kind == TokenKind.Identifier && Text.Equals(keyword, StringComparison.OrdinalIgnoreCase);
}
