namespace LocalCloud.Aws.DynamoDb.Expressions;

/// <summary>
/// name | #name | :value | 12 | = &lt;&gt; &lt; &lt;= &gt; &gt;= ( ) [ ] , . + -
/// Any other character becomes a symbol of its own, which no grammar rule takes, so that it is reported as AWS does.
/// </summary>
internal static class Tokenizer
{
    public static List<Token> Run(string text)
    {
        var tokens = new List<Token>();
        for (var at = 0; at < text.Length; )
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }
            var token = Next(text, at);
            tokens.Add(token);
            at = token.End;
        }
        tokens.Add(new Token(TokenKind.End, "<EOF>", text.Length));
        return tokens;
    }

    private static Token Next(string text, int at)
    {
        var first = text[at];
        if (char.IsAsciiLetter(first))
            return Take(TokenKind.Identifier, text, at, WordEnd(text, at));
        if (char.IsAsciiDigit(first))
            return Take(TokenKind.Integer, text, at, RunEnd(text, at, char.IsAsciiDigit));
        if (first is '#' or ':' && WordEnd(text, at + 1) is var end && end > at + 1)
            return Take(first == '#' ? TokenKind.Name : TokenKind.Value, text, at, end);
        var isPair = at + 1 < text.Length && (first, text[at + 1]) is ('<', '>') or ('<', '=') or ('>', '=');
        return Take(TokenKind.Symbol, text, at, at + (isPair ? 2 : 1));
    }

    private static int WordEnd(string text, int from) => RunEnd(text, from, c => char.IsAsciiLetterOrDigit(c) || c == '_');

    private static int RunEnd(string text, int from, Func<char, bool> belongs)
    {
        while (from < text.Length && belongs(text[from]))
            from++;
        return from;
    }

    private static Token Take(TokenKind kind, string text, int start, int end) => new(kind, text[start..end], start);
}
