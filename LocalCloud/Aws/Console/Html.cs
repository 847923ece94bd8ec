using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace LocalCloud.Aws.WebConsole;

/// <summary>HTML from interpolated strings: what stands in a hole is encoded, unless it is HTML itself.</summary>
[InterpolatedStringHandler]
internal readonly struct Html(int literalLength, int formattedCount)
{
    private readonly StringBuilder _text = new(literalLength + (formattedCount * 16));

    public void AppendLiteral(string literal) => _text.Append(literal);

    public void AppendFormatted(Html html) => _text.Append(html._text);

    public void AppendFormatted(IEnumerable<Html> parts)
    {
        foreach (var part in parts)
            _text.Append(part._text);
    }

    public void AppendFormatted(string? text) => _text.Append(WebUtility.HtmlEncode(text));

    public void AppendFormatted(long number) => _text.Append(number.ToString(CultureInfo.InvariantCulture));

    public static Html Of(Html html) => html;

    public override string ToString() => _text.ToString();
}
