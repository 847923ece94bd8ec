using System.Text.RegularExpressions;

namespace Packages.Tests.Sources;

/// <summary>How many columns of each line of a C# file are outside of string literals. A literal's delimiters and what it interpolates
/// belong to it: none of them can be broken where a line is too long.</summary>
internal sealed partial class CodeColumns
{
    private readonly string _text;
    private readonly List<int> _columns = [0];
    private int _at;
    private int _literals;

    private CodeColumns(string text) => _text = text;

    public static IReadOnlyList<int> Of(string text)
    {
        var counted = new CodeColumns(text);
        counted.Code(isHole: false);
        return counted._columns;
    }

    /// <summary>To the end of the text, or of an interpolation: its format, or its closing brace.</summary>
    private void Code(bool isHole)
    {
        for (var depth = 0; _at < _text.Length; )
        {
            if (LiteralStart().Match(_text, _at) is { Success: true } start)
                Literal(start.Groups["prefix"].Value, start.Groups["quotes"].Length);
            else if (Skipped().Match(_text, _at) is { Success: true } skipped)
                Advance(skipped.Length);
            else if (isHole && depth == 0 && _text[_at] is '}' or ':')
                return;
            else
            {
                depth += _text[_at] switch
                {
                    '{' or '(' or '[' => 1,
                    '}' or ')' or ']' => -1,
                    _ => 0,
                };
                Advance(1);
            }
        }
    }

    private void Literal(string prefix, int quotes)
    {
        _literals++;
        var isRaw = quotes >= 3 && !prefix.Contains('@');
        var (dollars, end) = (prefix.Count(c => c == '$'), isRaw ? new string('"', quotes) : "\"");
        Advance(prefix.Length + end.Length);
        while (_at < _text.Length && !IsAt(end) || prefix.Contains('@') && IsAt("\"\""))
        {
            var braces = dollars > 0 ? Braces().Match(_text, _at).Length : 0;
            if (!isRaw && (IsAt("{{") || !prefix.Contains('@') && IsAt("\\") || prefix.Contains('@') && IsAt("\"\"")))
                Advance(2);
            else if (braces < Math.Max(dollars, 1))
                Advance(Math.Max(braces, 1));
            else
                Hole(braces, dollars);
        }
        Advance(end.Length);
        _literals--;
    }

    private void Hole(int open, int close)
    {
        Advance(open);
        Code(isHole: true);
        while (_at < _text.Length && !IsAt("}"))
            Advance(1);
        Advance(close);
    }

    private bool IsAt(string expected) => string.CompareOrdinal(_text, _at, expected, 0, expected.Length) == 0;

    private void Advance(int length)
    {
        for (; length > 0 && _at < _text.Length; length--, _at++)
            if (_text[_at] == '\n')
                _columns.Add(0);
            else if (_literals == 0)
                _columns[^1]++;
    }

    // A quoted quote is no raw literal's beginning: an empty literal is two, then something else
    [GeneratedRegex("""\G(?<prefix>[$@]*)(?<quotes>"{3,}|")""")]
    private static partial Regex LiteralStart();

    // Comments, directives, characters, and the colons of an alias: nothing in them begins a literal or ends an interpolation
    [GeneratedRegex(
        """\G(//[^\n]*|/\*.*?\*/|(?<=^[ \t]*)#[^\n]*|'(\\.[^']*|[^'\\])'|::)""",
        RegexOptions.Singleline | RegexOptions.Multiline
    )]
    private static partial Regex Skipped();

    [GeneratedRegex("""\G\{*""")]
    private static partial Regex Braces();
}
