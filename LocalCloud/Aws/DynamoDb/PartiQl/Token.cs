namespace LocalCloud.Aws.DynamoDb.PartiQl;

internal enum TokenKind
{
    Word,
    Name,
    Text,
    Number,
    Symbol,
    End,
}

/// <param name="Kind">A word is a keyword or a name without quotes, a name stands in double quotes, a text in single ones.</param>
/// <param name="Text">Without its quotes.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int Start, int End)
{
    public bool Is(string symbol) => Kind == TokenKind.Symbol && Text == symbol;

    public bool IsKeyword(string keyword) => Kind == TokenKind.Word && Text.Equals(keyword, StringComparison.OrdinalIgnoreCase);
}
