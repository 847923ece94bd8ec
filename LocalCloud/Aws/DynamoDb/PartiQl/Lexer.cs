using System.Text;

namespace LocalCloud.Aws.DynamoDb.PartiQl;

/// <summary>
/// word | "name" | 'text' | 12.5e3 | ? = &lt;&gt; != &lt; &lt;= &gt; &gt;= &lt;&lt; &gt;&gt; ( ) [ ] { } , . : + - * ; comments as in
/// SQL.
/// </summary>
internal static class Lexer
{
    private static readonly string[] Pairs = ["<>", "!=", "<=", ">=", "<<", ">>"];

    public static List<Token> Run(string text)
    {
        var tokens = new List<Token>();
        for (var at = SkipBlank(text, 0); at < text.Length; at = SkipBlank(text, at))
        {
            var token = Next(text, at);
            tokens.Add(token);
            at = token.End;
        }
        tokens.Add(new(TokenKind.End, "", text.Length, text.Length));
        return tokens;
    }

    private static int SkipBlank(string text, int at)
    {
        while (at < text.Length)
        {
            if (char.IsWhiteSpace(text[at]))
                at++;
            else if (Begins(text, at, "--"))
                at = text.IndexOf('\n', at) is var end and >= 0 ? end + 1 : text.Length;
            else if (Begins(text, at, "/*"))
                at = text.IndexOf("*/", at + 2, StringComparison.Ordinal) is var end and >= 0
                    ? end + 2
                    : throw PartiQlException.Malformed("Unexpected term");
            else
                break;
        }
        return at;
    }

    private static Token Next(string text, int at)
    {
        var first = text[at];
        if (first is '\'' or '"')
            return Quoted(text, at, first);
        if (char.IsAsciiLetter(first) || first is '_' or '$')
            return Take(TokenKind.Word, text, at, RunEnd(text, at, c => char.IsAsciiLetterOrDigit(c) || c is '_' or '$'));
        if (char.IsAsciiDigit(first) || first == '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]))
            return Take(TokenKind.Number, text, at, NumberEnd(text, at));
        return Take(TokenKind.Symbol, text, at, at + (Pairs.Any(pair => Begins(text, at, pair)) ? 2 : 1));
    }

    // Within quotes a quote is written twice
    private static Token Quoted(string text, int start, char quote)
    {
        var content = new StringBuilder();
        for (var at = start + 1; at < text.Length; at++)
        {
            if (text[at] != quote)
                content.Append(text[at]);
            else if (at + 1 < text.Length && text[at + 1] == quote)
                content.Append(text[at++]);
            else
                return new(quote == '"' ? TokenKind.Name : TokenKind.Text, content.ToString(), start, at + 1);
        }
        throw PartiQlException.Malformed("Unexpected term");
    }

    private static int NumberEnd(string text, int at)
    {
        at = RunEnd(text, at, char.IsAsciiDigit);
        if (at < text.Length && text[at] == '.')
            at = RunEnd(text, at + 1, char.IsAsciiDigit);
        if (at >= text.Length || text[at] is not ('e' or 'E'))
            return at;
        var digits = at + 1 < text.Length && text[at + 1] is '+' or '-' ? at + 2 : at + 1;
        return RunEnd(text, digits, char.IsAsciiDigit) is var end && end > digits ? end : at;
    }

    private static int RunEnd(string text, int from, Func<char, bool> belongs)
    {
        while (from < text.Length && belongs(text[from]))
            from++;
        return from;
    }

    private static bool Begins(string text, int at, string with) => string.CompareOrdinal(text, at, with, 0, with.Length) == 0;

    private static Token Take(TokenKind kind, string text, int start, int end) => new(kind, text[start..end], start, end);
}
