namespace LocalCloud.Aws.Logs.Patterns;

/// <summary>
/// Reads conditions: comparisons with &amp;&amp;, || and parentheses. What can be compared, and how, is the matter of the kind of pattern.
/// </summary>
/// <typeparam name="T">what a condition is asked about</typeparam>
internal abstract class ConditionReader<T>(string text)
{
    private static readonly string[] Operators = ["!=", "<=", ">=", "=", "<", ">"];

    protected string Source => text;

    protected int At { get; set; }

    /// <summary>How many regular expressions there were.</summary>
    public int Expressions { get; private set; }

    /// <summary>null when it is not valid; <see cref="At"/> is behind it else.</summary>
    protected Func<T, bool>? ReadAny()
    {
        var left = ReadAll();
        while (left is not null && Take("||"))
        {
            var (first, second) = (left, ReadAll());
            left = second is null ? null : x => first(x) || second(x);
        }
        return left;
    }

    private Func<T, bool>? ReadAll()
    {
        var left = ReadOne();
        while (left is not null && Take("&&"))
        {
            var (first, second) = (left, ReadOne());
            left = second is null ? null : x => first(x) && second(x);
        }
        return left;
    }

    private Func<T, bool>? ReadOne()
    {
        if (!Take("("))
            return ReadComparison();
        var inner = ReadAny();
        return Take(")") ? inner : null;
    }

    protected abstract Func<T, bool>? ReadComparison();

    protected bool Take(string token)
    {
        SkipSpace();
        if (string.CompareOrdinal(text, At, token, 0, token.Length) != 0)
            return false;
        At += token.Length;
        return true;
    }

    protected bool TakeWord(string word)
    {
        SkipSpace();
        if (
            string.Compare(text, At, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) != 0
            || (At + word.Length < text.Length && char.IsAsciiLetterOrDigit(text[At + word.Length]))
        )
            return false;
        At += word.Length;
        return true;
    }

    protected string? TakeOperator() => Operators.FirstOrDefault(Take);

    /// <param name="ends">What ends a value that stands without quotes.</param>
    protected Comparison? ReadValue(string op, string ends)
    {
        SkipSpace();
        if (At == text.Length)
            return null;
        if (text[At] is '"' or '%')
        {
            var quote = text[At];
            var close = At + 1;
            while (close < text.Length && text[close] != quote)
                close += text[close] == '\\' ? 2 : 1;
            if (close >= text.Length)
                return null;
            var inner = text[(At + 1)..close];
            At = close + 1;
            if (quote == '%')
                Expressions++;
            return quote == '%'
                ? Comparison.OfExpression(op, inner)
                : Comparison.Of(op, inner.Replace("\\\"", "\"", StringComparison.Ordinal), quoted: true);
        }
        var end = At;
        while (
            end < text.Length
            && !char.IsWhiteSpace(text[end])
            && !ends.Contains(text[end], StringComparison.Ordinal)
            && string.CompareOrdinal(text, end, "&&", 0, 2) != 0
            && string.CompareOrdinal(text, end, "||", 0, 2) != 0
        )
            end++;
        var value = text[At..end];
        At = end;
        return value.Length == 0 ? null : Comparison.Of(op, value, quoted: false);
    }

    protected void SkipSpace()
    {
        while (At < text.Length && char.IsWhiteSpace(text[At]))
            At++;
    }
}
