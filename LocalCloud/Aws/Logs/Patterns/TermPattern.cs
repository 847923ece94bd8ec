namespace LocalCloud.Aws.Logs.Patterns;

/// <summary>
/// All of the terms, none of those with a minus, and one of those with a question mark; the latter say nothing beside the others
/// ("INFO ?ERROR" is INFO).
/// </summary>
internal sealed class TermPattern(List<Func<string, bool>> all, List<Func<string, bool>> any, List<Func<string, bool>> none) : FilterPattern
{
    public static new Result<TermPattern> Parse(string text)
    {
        List<Func<string, bool>> all = [],
            any = [],
            none = [];
        var at = 0;
        while (true)
        {
            while (at < text.Length && char.IsWhiteSpace(text[at]))
                at++;
            if (at == text.Length)
                return new TermPattern(all, any, none);
            var list =
                text[at] == '?' ? any
                : text[at] == '-' ? none
                : all;
            if (list != all)
                at++;
            if (!Read(text, ref at).Ok(out var term, out var error))
                return error;
            list.Add(term);
        }
    }

    public override bool Matches(string message) =>
        all.TrueForAll(term => term(message))
        && !none.Exists(term => term(message))
        && (any.Count == 0 || all.Count + none.Count > 0 || any.Exists(term => term(message)));

    private static Result<Func<string, bool>> Read(string text, ref int at)
    {
        if (at < text.Length && text[at] is '"' or '%')
        {
            var close = at + 1;
            while (close < text.Length && text[close] != text[at])
                close += text[close] == '\\' ? 2 : 1;
            if (close >= text.Length)
                return Invalid;
            var inner = text[(at + 1)..close];
            var expression = text[at] == '%';
            at = close + 1;
            if (expression)
                return Text.Expression(inner) is { } matches ? matches : Invalid;
            // docs: FilterAndPatternSyntax, "Match everything": a space in quotes
            if (string.IsNullOrWhiteSpace(inner))
                return (Func<string, bool>)(_ => true);
            var phrase = inner.Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal);
            return (Func<string, bool>)(message => message.Contains(phrase, StringComparison.Ordinal));
        }
        var end = at;
        while (end < text.Length && !char.IsWhiteSpace(text[end]))
            end++;
        var term = text[at..end];
        at = end;
        // "Terms that include characters other than alphanumeric and underscore must be placed inside double quotation marks"
        if (term.Length == 0 || term.Any(c => char.IsAscii(c) && !char.IsAsciiLetterOrDigit(c) && c != '_'))
            return Errors.Invalid($"Invalid character(s) in term '{term}'");
        return (Func<string, bool>)(message => message.Contains(term, StringComparison.Ordinal));
    }
}
