using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace LocalCloud.Aws.Logs.Insights;

/// <summary>A query that cannot be read, and where.</summary>
internal sealed class QuerySyntaxException(string message, int at) : Exception(message)
{
    public int At => at;
}

/// <summary>Reads the words, numbers, texts and signs of a query, from left to right.</summary>
internal sealed class Scanner(string text)
{
    private static readonly TimeSpan LongestMatch = TimeSpan.FromSeconds(1);

    public int At { get; private set; }

    public char Next
    {
        get
        {
            Skip();
            return At < text.Length ? text[At] : '\0';
        }
    }

    public bool IsAtEnd => Next == '\0';

    public string Since(int start) => text[start..At].Trim();

    public QuerySyntaxException Fail(string expected)
    {
        Skip();
        var found = At < text.Length ? $"'{text[At..Math.Min(text.Length, At + 20)]}'" : "the end of the query";
        return new($"unexpected symbol found {found} at position {At}: expected {expected}", At);
    }

    public bool Try(string sign)
    {
        Skip();
        if (string.CompareOrdinal(text, At, sign, 0, sign.Length) != 0)
            return false;
        At += sign.Length;
        return true;
    }

    public void Expect(string sign)
    {
        if (!Try(sign))
            throw Fail($"'{sign}'");
    }

    /// <summary>A word of the language, in whatever case.</summary>
    public bool TryWord(string word)
    {
        Skip();
        if (
            string.Compare(text, At, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) != 0
            || (At + word.Length < text.Length && IsOfName(text[At + word.Length]))
        )
            return false;
        At += word.Length;
        return true;
    }

    public bool IsWord(string word)
    {
        var at = At;
        var found = TryWord(word);
        At = at;
        return found;
    }

    public string Name()
    {
        Skip();
        if (Next == '`')
        {
            var end = text.IndexOf('`', At + 1);
            if (end < 0)
                throw Fail("a closing backtick");
            var quoted = text[(At + 1)..end];
            At = end + 1;
            return quoted;
        }
        var start = At;
        while (At < text.Length && IsOfName(text[At]))
            At++;
        return At > start ? text[start..At] : throw Fail("a field");
    }

    public string Text()
    {
        var quote = Next;
        if (quote is not ('"' or '\''))
            throw Fail("a string");
        var value = new StringBuilder();
        for (At++; At < text.Length && text[At] != quote; At++)
            value.Append(
                text[At] == '\\' && At + 1 < text.Length && (text[At + 1] == quote || text[At + 1] == '\\') ? text[++At] : text[At]
            );
        if (At == text.Length)
            throw Fail("a closing quote");
        At++;
        return value.ToString();
    }

    public double Number()
    {
        Skip();
        var start = At;
        while (At < text.Length && (char.IsAsciiDigit(text[At]) || text[At] == '.'))
            At++;
        return double.TryParse(text.AsSpan(start, At - start), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Fail("a number");
    }

    /// <summary>/.../, with (?i) before it as after the first slash.</summary>
    public Regex Expression()
    {
        Expect("/");
        var value = new StringBuilder();
        for (; At < text.Length && text[At] != '/'; At++)
        {
            if (text[At] == '\\' && At + 1 < text.Length)
                value.Append(text[At + 1] == '/' ? "" : "\\").Append(text[++At]);
            else
                value.Append(text[At]);
        }
        if (At == text.Length)
            throw Fail("a closing slash");
        At++;
        return Compile(value.ToString());
    }

    public Regex Compile(string pattern)
    {
        const RegexOptions Options = RegexOptions.CultureInvariant;
        try
        {
            // Its time is bounded by the length of the text; what it does not have is bounded by a clock
            return new(pattern, Options | RegexOptions.NonBacktracking);
        }
        catch (NotSupportedException)
        {
            return new(pattern, Options, LongestMatch);
        }
        catch (ArgumentException)
        {
            throw Fail("a regular expression");
        }
    }

    private void Skip()
    {
        for (; At < text.Length; At++)
            if (text[At] == '#')
                while (At + 1 < text.Length && text[At + 1] != '\n')
                    At++;
            else if (!char.IsWhiteSpace(text[At]))
                return;
    }

    private static bool IsOfName(char c) => char.IsLetterOrDigit(c) || c is '@' or '_' or '.';
}
