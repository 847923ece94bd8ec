using System.Text;
using System.Text.RegularExpressions;

namespace LocalCloud.Aws.EventBridge.Deliveries;

/// <summary>Text with &lt;placeholders&gt;, inside of JSON strings or in the place of values.</summary>
internal static partial class InputTemplate
{
    public static readonly HashSet<string> Reserved =
    [
        "aws.events.rule-arn",
        "aws.events.rule-name",
        "aws.events.event",
        "aws.events.event.json",
        "aws.events.event.ingestion-time",
    ];

    public static IEnumerable<string> Names(string template) => Placeholder().Matches(template).Select(m => m.Groups[1].Value);

    /// <param name="value">for a name, and whether it stands within quotes</param>
    public static string Fill(string template, Func<string, bool, string> value)
    {
        var filled = new StringBuilder(template.Length * 2);
        var quoted = false;
        var at = 0;
        foreach (Match placeholder in Placeholder().Matches(template))
        {
            quoted = Copy(template.AsSpan(at, placeholder.Index - at), filled, quoted);
            filled.Append(value(placeholder.Groups[1].Value, quoted));
            at = placeholder.Index + placeholder.Length;
        }
        Copy(template.AsSpan(at), filled, quoted);
        return filled.ToString();
    }

    private static bool Copy(ReadOnlySpan<char> text, StringBuilder to, bool quoted)
    {
        to.Append(text);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\')
                i++;
            else if (text[i] == '"')
                quoted = !quoted;
        }
        return quoted;
    }

    [GeneratedRegex(@"<([A-Za-z0-9_.\-]+)>")]
    private static partial Regex Placeholder();
}
