using LocalCloud.Aws.Logs;

namespace LocalCloud.Aws.WebConsole.Logs;

/// <summary>All log groups.</summary>
internal static class GroupList
{
    public static Html Show(ConsoleRequest page)
    {
        var (rows, pager) = page.Host.Read(page.State<LogsState>("logs"), state =>
        {
            var (shown, turn) = page.Slice(state.Groups.Values, state.Groups.Count);
            return (
                shown
                    .Select(g =>
                        page.Row(
                            g.Name,
                            Widgets.Number(g.Streams.Count),
                            Widgets.Text(Widgets.Size(g.Bytes)),
                            Widgets.Text(Kept(g)),
                            page.Time(Last(g))
                        )
                    )
                    .ToList(),
                turn
            );
        });
        return Widgets.Live(
            "groups",
            Html.Of(
                $"""
            {Widgets.Table("Log groups", ["Log group", "Streams", "Size", "Kept", "Last event"], rows,
                Html.Of($"There is no log group yet: a function makes its own with the first line that it logs."))}{pager}
            """
            )
        );
    }

    public static string Kept(LogGroup group) => group.Row.RetentionInDays is { } days ? Widgets.Span(days * 86400d) : "for ever";

    public static DateTimeOffset? Last(LogGroup group) =>
        group.Streams.Values.Max(s => s.LastEvent) is { } last ? DateTimeOffset.FromUnixTimeMilliseconds(last) : null;
}
