using System.Globalization;
using System.Text.Json;

namespace LocalCloud.Aws.Ses.Handlebars;

/// <summary>The words between braces: paths, literals, and lookup in parentheses.</summary>
internal sealed class ExpressionReader(string text)
{
    private int _at;

    public bool IsAtEnd
    {
        get
        {
            while (_at < text.Length && char.IsWhiteSpace(text[_at]))
                _at++;
            return _at == text.Length;
        }
    }

    public Expression Read()
    {
        if (IsAtEnd)
            throw new HandlebarsException($"'{text}' lacks an expression.");
        return text[_at] switch
        {
            '(' => Call(),
            '"' or '\'' => Quoted(),
            _ => Of(Word()),
        };
    }

    /// <summary>lookup SUBJECT KEY, or one value; anything behind it is a helper that SES does not have.</summary>
    public Expression ReadAll()
    {
        var start = _at;
        var first = Read();
        if (IsAtEnd)
            return first;
        _at = start;
        var lookup = Lookup();
        return IsAtEnd ? lookup : throw new HandlebarsException($"'{text[_at..]}' is more than the helper 'lookup' takes.");
    }

    /// <summary>as |item index|, at the end of a block's tag.</summary>
    public IReadOnlyList<string> BlockNames()
    {
        if (IsAtEnd)
            return [];
        var rest = text[_at..].Trim();
        _at = text.Length;
        return rest.StartsWith("as |", StringComparison.Ordinal) && rest.EndsWith('|')
            ? rest[4..^1].Split(' ', StringSplitOptions.RemoveEmptyEntries)
            : throw new HandlebarsException($"'{rest}' is not understood.");
    }

    public string Word()
    {
        _ = IsAtEnd;
        var start = _at;
        for (var inBrackets = false; _at < text.Length && (inBrackets || !(char.IsWhiteSpace(text[_at]) || text[_at] is '(' or ')')); _at++)
            inBrackets = text[_at] == '[' || (inBrackets && text[_at] != ']');
        return _at > start ? text[start.._at] : throw new HandlebarsException($"'{text}' is not understood.");
    }

    private LookupExpression Lookup() =>
        Word() is "lookup"
            ? new(Read(), Read())
            : throw new HandlebarsException($"'{text.Split(' ')[0].TrimStart('(')}' is no helper of these templates.");

    private LookupExpression Call()
    {
        _at++;
        var call = Lookup();
        if (IsAtEnd || text[_at] != ')')
            throw new HandlebarsException($"'{text}' lacks a closing parenthesis.");
        _at++;
        return call;
    }

    private LiteralExpression Quoted()
    {
        var end = text.IndexOf(text[_at], _at + 1);
        if (end < 0)
            throw new HandlebarsException($"'{text}' lacks a closing quote.");
        var value = text[(_at + 1)..end];
        _at = end + 1;
        return new(JsonSerializer.SerializeToElement(value, SesJson.Default.String));
    }

    private static Expression Of(string word)
    {
        if (word is "true" or "false" or "null" || double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
            try
            {
                using var literal = JsonDocument.Parse(word);
                return new LiteralExpression(literal.RootElement.Clone());
            }
            catch (JsonException)
            {
                // 01 or Infinity: a name
            }
        if (word.Contains('=', StringComparison.Ordinal))
            throw new HandlebarsException($"'{word}' is an argument of a helper that these templates do not have.");
        return Path(word);
    }

    private static PathExpression Path(string word)
    {
        var (rest, up, isData) = (word, 0, word.StartsWith('@'));
        if (isData)
            rest = rest[1..];
        for (; rest == ".." || rest.StartsWith("../", StringComparison.Ordinal); up++)
            rest = rest.Length == 2 ? "" : rest[3..];
        var parts = new List<string>();
        for (var at = 0; at < rest.Length; )
        {
            var end =
                rest[at] == '[' && rest.IndexOf(']', at) is > 0 and var bracket ? bracket + 1
                : rest.IndexOfAny(['.', '/'], at) is >= 0 and var dot ? dot
                : rest.Length;
            var part = rest[at..end];
            if (part is not ("" or "this"))
                parts.Add(part.StartsWith('[') && part.EndsWith(']') ? part[1..^1] : part);
            at = end < rest.Length && rest[end] is '.' or '/' ? end + 1 : Math.Max(end, at + 1);
        }
        return new(word, up, isData, [.. parts]);
    }
}
