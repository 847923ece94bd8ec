using System.Text.Json;
using LocalCloud.Aws.Logs;
using LocalCloud.Aws.Logs.Events;
using LocalCloud.Aws.Logs.Patterns;

namespace LocalCloud.Aws.WebConsole.Logs;

/// <summary>The latest events that are like what is looked for; those that come later join them while the page is open.</summary>
internal static class EventTable
{
    private const int Most = 100,
        LongestLine = 300;

    /// <summary>Looked at for one page, which is made anew each second while it is followed.</summary>
    private const int MostRead = 20_000;

    public static Html Show(ConsoleRequest page, LogGroup group, LogSearch search)
    {
        if (!FilterPattern.Parse(search.Pattern ?? "").Ok(out var pattern, out var error))
            return Html.Of($"""<p class="empty bad" role="alert">{search.Pattern}: {error.Message}.</p>""");
        var (from, to) = search.Range(page, out var wrong);
        Position? before = null;
        if (search.Before is { } text)
            before = Position.TryParse(text, out var position) ? position : null;
        if (wrong is not null)
            return Html.Of($"""<p class="empty bad" role="alert">{wrong}</p>""");
        var segments = page.Host.Read(group.State, _ => group.Segments(s => search.Stream is null || s.Name == search.Stream));
        var (events, read, more) = Read(segments, new(Math.Max(from, group.OldestKept(page.Host.Time.GetUtcNow())), to), before, e =>
            pattern.Matches(e.Message) && (search.Text is null || e.Message.Contains(search.Text, StringComparison.OrdinalIgnoreCase))
        );
        var oldest = more;
        if (search.IsNewestLast)
            events.Reverse();
        return Html.Of(
            $"""
            <div class="log">{Widgets.Table("Events", ["Time", "Event", "Stream"], events.Select(e => Row(page, group, e.Stream, e.Event)),
                Empty(search, read, oldest))}</div>
            <nav class="pager" aria-label="Pages of events">
            <span>{events.Count} shown, newest {(search.IsNewestLast ? "last" : "first")}{(before is null ? ", followed" : "")}</span>
            {(before is not null ? Html.Of($"""<a href="{Turn(page, null)}">Newest</a>""") : Widgets.None)}
            {(oldest is { } at ? Html.Of($"""<a href="{Turn(page, at.ToString())}">Older</a>""") : Widgets.None)}</nav>
            """
        );
    }

    // Newest first, up to a page; More is where the next page goes on
    private static (List<(string Stream, LogEvent Event)> Events, int Read, Position? More) Read(
        IEnumerable<Segment> segments,
        TimeRange range,
        Position? before,
        Func<LogEvent, bool> isWanted
    )
    {
        var (events, read) = (new List<(string, LogEvent)>(), 0);
        foreach (var (stream, e) in EventReader.Read(segments, range, before, descending: true))
        {
            read++;
            if (isWanted(e))
                events.Add((stream, e));
            if (events.Count == Most || read == MostRead)
                return (events, read, e.Position);
        }
        return (events, read, null);
    }

    private static Html Empty(LogSearch search, int read, Position? more) =>
        more is not null ? Html.Of($"None of the last {read} events is like that; older ones may be.")
        : search.IsAll ? Html.Of($"No events yet. They come here as they are logged.")
        : Html.Of($"No event is like that. Those that are come here as they are logged.");

    private static Html Row(ConsoleRequest page, LogGroup group, string stream, LogEvent e) =>
        Html.Of(
            $"""
            <tr><td>{page.Time(e.Position.Timestamp)}</td><td>{Message(e)}</td>
            <td><a href="{page.Link("logs", group.Name, ("stream", stream))}">
            <small>{(stream.Length > 12 ? $"…{stream[^8..]}" : stream)}</small></a></td></tr>
            """
        );

    private static Html Message(LogEvent e)
    {
        var text = e.Message.TrimEnd('\n', '\r');
        if (Line(text) is var (line, json))
            return Widgets.Fold(
                e.Position.ToString(),
                Html.Of($"<code>{Cut(line)}</code>"),
                Html.Of($"{(json.Length < text.Length ? Widgets.Soft(text[..^json.Length]) : Widgets.None)}{Widgets.Block(json)}")
            );
        return text.Length > LongestLine * 4
            ? Widgets.Fold(e.Position.ToString(), Html.Of($"<code>{Cut(text)}</code>"), Widgets.Block(text))
            : Html.Of($"<pre>{text}</pre>");
    }

    /// <summary>Of an event that is a JSON object, or ends with one as those of Lambda's runtimes do: in short, and the object.</summary>
    private static (string Line, string Json)? Line(string text)
    {
        var at = text.IndexOf('{');
        if (at is < 0 or > LongestLine || text[^1] != '}')
            return null;
        try
        {
            using var json = JsonDocument.Parse(text.AsMemory(at));
            // Time and request id of the runtime's line stand beside it, its last word is the level
            var prefix = text[..at].Trim().Split('\t')[^1];
            var level = Member(json.RootElement, "level", "Level", "LogLevel", "severity", "@l") ?? (prefix.Length > 0 ? prefix : null);
            var message = Member(json.RootElement, "message", "Message", "msg", "errorMessage", "@m", "@mt");
            return (
                message is null ? text[at..]
                : level is null ? message
                : $"{level}: {message}",
                text[at..]
            );
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Member(JsonElement json, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String)
                return value.GetString();
        return null;
    }

    private static string Cut(string text) => text.Length <= LongestLine ? text : $"{text[..LongestLine]}…";

    private static string Turn(ConsoleRequest page, string? before) => page.Here(("before", before));
}
