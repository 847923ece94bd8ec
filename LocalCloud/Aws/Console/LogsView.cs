using LocalCloud.Aws.Logs;
using LocalCloud.Aws.Logs.Events;

namespace LocalCloud.Aws.WebConsole;

/// <summary>Log groups, and the latest events of one.</summary>
internal sealed class LogsView : IConsoleView
{
    private const int Most = 200;

    public string Id => "logs";

    public string Title => "Logs";

    public int? Count(ConsoleRequest page) => page.Host.Read(page.State<LogsState>("logs"), s => s.Groups.Count);

    public ValueTask<Html> ShowAsync(ConsoleRequest page)
    {
        var (groups, chosen, segments) = page.Host.Read(page.State<LogsState>("logs"), state =>
        {
            var group = state.Groups.GetValueOrDefault(page.Name ?? "");
            var rows = state.Groups.Values.Select(g => page.Row(g.Name, Widgets.Number(g.Streams.Count), Widgets.Text(Widgets.Size(g.Bytes)),
                Widgets.Text(g.Row.RetentionInDays is { } days ? $"{days} days" : "for ever"), page.Time(Last(g)))).ToList();
            return (rows, group, group?.Segments(_ => true) ?? []);
        });
        return new(Html.Of($"""
            {Widgets.Table("Logs", ["Log group", "Streams", "Size", "Kept", "Last event"], groups)}
            {(chosen is null ? Widgets.Text(null) : Detail(page, chosen, EventReader.Read(segments, new(chosen.OldestKept(page.Host.Time.GetUtcNow()), long.MaxValue), null, descending: true)))}
            """));
    }

    private static Html Detail(ConsoleRequest page, LogGroup group, IEnumerable<(string Stream, LogEvent Event)> events) => Html.Of($"""
        <h2>{group.Name}</h2>
        <h3>Events, newest first</h3>
        {Widgets.Table("Logs", ["Time", "Stream", "Message"], events.Take(Most).Select(e => Html.Of($"""
            <tr><td>{page.Time(DateTimeOffset.FromUnixTimeMilliseconds(e.Event.Position.Timestamp))}</td><td><small>{e.Stream}</small></td><td><pre>{e.Event.Message}</pre></td></tr>
            """)))}
        """);

    private static DateTimeOffset? Last(LogGroup group) =>
        group.Streams.Values.Max(s => s.LastEvent) is { } last ? DateTimeOffset.FromUnixTimeMilliseconds(last) : null;
}
