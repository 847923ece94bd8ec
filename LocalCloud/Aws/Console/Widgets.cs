using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LocalCloud.Aws.WebConsole;

/// <summary>Pieces that every view is made of.</summary>
internal static class Widgets
{
    private const int LongestShown = 64 << 10;

    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static readonly Html None = Html.Of($"");

    /// <param name="caption">what it is a list of, for those who hear the page</param>
    /// <param name="empty">the next step where there is nothing yet</param>
    public static Html Table(string caption, string[] heads, IEnumerable<Html> rows, Html? empty = null)
    {
        var all = rows.ToList();
        return all.Count == 0
            ? Html.Of($"""<p class="empty">{empty ?? Html.Of($"Nothing here yet.")}</p>""")
            : Html.Of(
                $"""
                <div class="table" role="region" aria-label="{caption}" tabindex="0"><table><thead><tr>{heads.Select(
                    Head
                )}</tr></thead><tbody>{all}</tbody></table></div>
                """
            );
    }

    // A column of buttons has no name that needs to be seen.
    private static Html Head(string head) =>
        head.Length == 0
            ? Html.Of($"""<th scope="col"><span class="hidden">Actions</span></th>""")
            : Html.Of($"""<th scope="col">{head}</th>""");

    public static Html Row(params IEnumerable<Html> cells) => Html.Of($"<tr>{cells.Select(cell => Html.Of($"<td>{cell}</td>"))}</tr>");

    public static Html Text(string? text) => Html.Of($"{text}");

    public static Html Soft(string? text) => Html.Of($"<small>{text}</small>");

    public static Html Number(long number) => Html.Of($"""<span class="number">{number}</span>""");

    public static Html Code(string? text) => Html.Of($"<code>{text}</code>");

    public static Html Anchor(string link, string text) => Html.Of($"""<a href="{link}">{text}</a>""");

    /// <summary>
    /// A part of the page that is brought up to date while it is looked at. What people write into stands outside of such parts.
    /// </summary>
    /// <param name="id">unique on the page</param>
    public static Html Live(string id, Html content) => Html.Of($"""<div id="live-{id}" data-live>{content}</div>""");

    /// <summary>Names and values beside each other; what has no value is left out.</summary>
    public static Html Facts(params IEnumerable<(string Name, Html? Value)> facts) =>
        Html.Of(
            $"""
            <dl>{facts.Where(f => f.Value is not null).Select(f => Html.Of($"<dt>{f.Name}</dt><dd>{f.Value!.Value}</dd>"))}</dl>
            """
        );

    /// <summary>JSON indented, and other text as it is, with a button to copy it; cut after 64 KB, and it says so.</summary>
    public static Html Block(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return None;
        var shown = text.Length <= LongestShown ? Indented(text) : text[..LongestShown];
        return Html.Of(
            $"""
            <pre class="block" tabindex="0">{shown}</pre>{(
                text.Length > LongestShown ? Soft($"The first {Size(LongestShown)} of {Size(text.Length)}") : None
            )}
            """
        );
    }

    /// <summary>The same, behind a line that opens it.</summary>
    /// <param name="key">unique on the page: an open one stays open while the page is brought up to date</param>
    public static Html Fold(string key, Html title, Html content) =>
        Html.Of($"""<details data-key="{key}"><summary>{title}</summary>{content}</details>""");

    /// <summary>Green, amber or red by the words that AWS's states end with.</summary>
    public static Html Status(string status)
    {
        var kind = status switch
        {
            _ when status.Contains("FAILED", StringComparison.Ordinal)
                    || status.Contains("ROLLBACK", StringComparison.Ordinal)
                    || status is "dropped" or "dead-lettered" => "bad",
            _ when status.EndsWith("IN_PROGRESS", StringComparison.Ordinal) || status is "pending" or "retrying" or "DISABLED" => "busy",
            _ => "good",
        };
        return Html.Of($"""<span class="status {kind}">{status}</span>""");
    }

    public static string Size(long bytes) =>
        bytes switch
        {
            < 1024 => $"{bytes} B",
            < 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.#} KB"),
            < 1024 * 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0 / 1024.0:0.#} MB"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0 / 1024.0 / 1024.0:0.#} GB"),
        };

    /// <summary>Seconds in words: 345600 is 4 days.</summary>
    public static string Span(double seconds)
    {
        var span = TimeSpan.FromSeconds(seconds);
        (double Value, string Unit)[] units =
        [
            (span.TotalDays, "day"),
            (span.TotalHours, "hour"),
            (span.TotalMinutes, "minute"),
            (span.TotalSeconds, "second"),
        ];
        var (value, unit) = units.FirstOrDefault(u => u.Value >= 1 && u.Value == Math.Floor(u.Value), (Value: seconds, Unit: "second"));
        return string.Create(CultureInfo.InvariantCulture, $"{value:0.###} {unit}{(value == 1 ? "" : "s")}");
    }

    /// <summary>Indented when it is a JSON object or array; else as it was.</summary>
    public static string Indented(string text)
    {
        if (text.AsSpan().TrimStart() is not ['{' or '[', ..])
            return text;
        try
        {
            using var document = JsonDocument.Parse(text);
            using var stream = new MemoryStream();
            using (var writer = new Utf8JsonWriter(stream, Readable))
                document.RootElement.WriteTo(writer);
            return System.Text.Encoding.UTF8.GetString(stream.GetBuffer().AsSpan(0, (int)stream.Length));
        }
        catch (JsonException)
        {
            return text;
        }
    }
}
