using System.Buffers;
using System.Text.RegularExpressions;

namespace LocalCloud.Aws.Logs.Patterns;

/// <summary>What a term or a value of a pattern asks of a text: %expression%, a text with *, or just that text.</summary>
internal static class Text
{
    // docs: FilterAndPatternSyntax, "Supported regular expressions syntax": besides letters and digits these; the space is in its examples.
    // What else there is to match is written \xhh
    private static readonly SearchValues<char> Allowed = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 :_#=@/;,-^$?[]{}|\\*+."
    );

    /// <summary>
    /// Time grows with the text and not with what the expression could mean: no request can hold a processor. Nothing is lost by that, AWS
    /// takes no references and no looking around either.
    /// </summary>
    /// <returns>null when the expression is not valid, or larger than .NET's 10,000 states.</returns>
    public static Func<string, bool>? Expression(string expression)
    {
        if (expression.AsSpan().ContainsAnyExcept(Allowed))
            return null;
        try
        {
            return new Regex(expression, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking).IsMatch;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    public static Func<string, bool> Wildcard(string pattern)
    {
        if (!pattern.Contains('*', StringComparison.Ordinal))
            return text => text == pattern;
        var parts = pattern.Split('*');
        return text => Matches(text, parts);
    }

    private static bool Matches(string text, string[] parts)
    {
        if (
            text.Length < parts[0].Length + parts[^1].Length
            || !text.StartsWith(parts[0], StringComparison.Ordinal)
            || !text.EndsWith(parts[^1], StringComparison.Ordinal)
        )
            return false;
        var (at, end) = (parts[0].Length, text.Length - parts[^1].Length);
        foreach (var part in parts.AsSpan()[1..^1])
        {
            var found = text.AsSpan(at, end - at).IndexOf(part, StringComparison.Ordinal);
            if (found < 0)
                return false;
            at += found + part.Length;
        }
        return true;
    }
}
