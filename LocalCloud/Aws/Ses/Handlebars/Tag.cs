using System.Text.RegularExpressions;

namespace LocalCloud.Aws.Ses.Handlebars;

/// <summary>A piece of a template: text, or what stands between braces.</summary>
internal sealed record Tag(string Content, bool IsText, bool TrimsBefore, bool TrimsAfter)
{
    public char Kind => IsText || Content.Length == 0 ? '\0' : Content[0];

    /// <summary>What leaves nothing of its line when it is alone there: blocks, comments, partials.</summary>
    private bool CanStandAlone => !IsText && (Kind is '#' or '/' or '^' or '!' or '>' || IsElse);

    public bool IsElse => Content == "else" || Content.StartsWith("else ", StringComparison.Ordinal);

    public static List<Tag> Split(string template)
    {
        var tags = new List<Tag>();
        var at = 0;
        while (at < template.Length)
        {
            var open = template.IndexOf("{{", at, StringComparison.Ordinal);
            if (open < 0)
                break;
            // \{{ is text (docs: handlebarsjs.com, "Escaping Handlebars expressions")
            var isEscaped = open > at && template[open - 1] == '\\';
            if (open > at)
                tags.Add(new(template[at..(isEscaped ? open - 1 : open)], true, false, false));
            at = isEscaped ? Escaped(template, open, tags) : Read(template, open, tags);
        }
        if (at < template.Length)
            tags.Add(new(template[at..], true, false, false));
        return Trim(tags);
    }

    private static int Escaped(string template, int open, List<Tag> tags)
    {
        var end = template.IndexOf("}}", open, StringComparison.Ordinal) is >= 0 and var close ? close + 2 : template.Length;
        tags.Add(new(template[open..end], true, false, false));
        return end;
    }

    private static int Read(string template, int open, List<Tag> tags)
    {
        var rest = template.AsSpan(open);
        var (end, skip) =
            rest.StartsWith("{{!--") || rest.StartsWith("{{~!--") ? ("--", true)
            : rest.StartsWith("{{{") || rest.StartsWith("{{~{") ? ("}", true)
            : ("", false);
        var start = open + 2;
        var from = start;
        if (skip)
        {
            from = template.IndexOf(end, start + (end == "--" ? 3 : 1), StringComparison.Ordinal);
            if (from < 0)
                throw new HandlebarsException($"The tag at {open} is not closed.");
        }
        var close = template.IndexOf("}}", skip && end == "}" ? from + 1 : from, StringComparison.Ordinal);
        if (close < 0)
            throw new HandlebarsException($"The tag at {open} is not closed.");
        var inner = template[start..close];
        var (before, after) = (inner.StartsWith('~'), inner.EndsWith('~'));
        inner = inner.Trim('~').Trim();
        if (inner.StartsWith('{') && inner.EndsWith('}'))
            inner = inner[1..^1].Trim();
        tags.Add(new(inner.StartsWith('&') ? inner[1..].Trim() : inner, false, before, after));
        return close + 2;
    }

    private static List<Tag> Trim(List<Tag> tags)
    {
        var trimmed = new List<Tag>(tags);
        for (var i = 0; i < tags.Count; i++)
        {
            var tag = tags[i];
            if (tag.IsText)
                continue;
            var alone = tag.CanStandAlone && EndsLine(tags, i - 1) && BeginsLine(tags, i + 1);
            if (i > 0 && tags[i - 1].IsText && (tag.TrimsBefore || alone))
                trimmed[i - 1] = trimmed[i - 1] with
                {
                    Content = tag.TrimsBefore ? trimmed[i - 1].Content.TrimEnd() : trimmed[i - 1].Content.TrimEnd(' ', '\t'),
                };
            if (i + 1 < tags.Count && tags[i + 1].IsText && (tag.TrimsAfter || alone))
                trimmed[i + 1] = trimmed[i + 1] with
                {
                    Content = tag.TrimsAfter
                        ? trimmed[i + 1].Content.TrimStart()
                        : Lines.RestOfLine().Replace(trimmed[i + 1].Content, "", 1),
                };
        }
        return trimmed;
    }

    private static bool EndsLine(List<Tag> tags, int i) =>
        i < 0
        || (
            tags[i].IsText
            && tags[i].Content.LastIndexOf('\n') is var line
            && (line >= 0 || i == 0)
            && string.IsNullOrWhiteSpace(tags[i].Content[(line + 1)..])
        );

    private static bool BeginsLine(List<Tag> tags, int i) =>
        i >= tags.Count
        || (
            tags[i].IsText
            && tags[i].Content.IndexOf('\n') is var line
            && (line >= 0 || i == tags.Count - 1)
            && string.IsNullOrWhiteSpace(line < 0 ? tags[i].Content : tags[i].Content[..line])
        );
}

internal static partial class Lines
{
    [GeneratedRegex(@"\A[ \t\r]*\n?")]
    public static partial Regex RestOfLine();
}
