using System.Globalization;
using System.Text;
using LocalCloud.Aws.EventBridge;
using LocalCloud.Aws.EventBridge.Archives;

namespace LocalCloud.Aws.WebConsole;

/// <summary>One archive: its events, to be put again one by one, or replayed from one time to another.</summary>
internal static class ArchivePage
{
    private const int LongestInList = 4000;

    public static Html Of(ConsoleRequest page, EventsState state, string name) =>
        state.Archives.TryGetValue(name, out var archive)
            ? Of(page, state, archive)
            : Html.Of(
                $"""
                <p class="empty">There is no archive “{name}” in {ConsolePage.Name(page.Scope)}. <a href="{page.Link(
                    "events"
                )}">All events</a></p>
                """
            );

    private static Html Of(ConsoleRequest page, EventsState state, Archive archive)
    {
        var total = (int)archive.EventCount;
        var (shown, pager) = page.Slice(archive.Events.Reverse(), total);
        return Html.Of(
            $"""
            {page.Back("All events")}
            <h2>{archive.Name}</h2>
            {Widgets.Live("archive", Widgets.Facts(("Bus", Widgets.Anchor(page.Link("events", archive.Row.Bus), archive.Row.Bus)), ("ARN", Widgets.Code(archive.Arn)),
                ("Events", Html.Of($"{Written.Count(total)}, {Widgets.Size(archive.SizeBytes)}")), ("Kept", Widgets.Text(ArchiveList.Kept(archive))),
                ("Pattern", archive.Row.EventPattern is { } pattern ? Widgets.Block(pattern) : Widgets.Text("every event of the bus")), ("Created", page.Time(archive.Row.Created))))}
            {Forms.Folded(page, "Replay events", "replay", "Start the replay",
                new Field("replay", "Name", $"replay-{state.Time.GetUtcNow().UtcDateTime.ToString("yyyyMMdd-HHmm", CultureInfo.InvariantCulture)}", "Letters, digits, ., - and _, up to 64; each once") { IsRequired = true },
                new Field("from", $"Events from ({ConsoleZone.Name(page.Zone)})", Minute(page, archive.Events.FirstOrDefault().Value?.Time ?? archive.Row.Created, 0)) { IsRequired = true },
                new Field("to", $"to ({ConsoleZone.Name(page.Zone)})", Minute(page, state.Time.GetUtcNow(), 1)) { IsRequired = true },
                Field.Select("rule", "For", Rules(state, archive)))}
            {Forms.Danger(page, "delete-archive", "Delete the archive", $"{archive.Name} is deleted with its {archive.EventCount} events.")}
            {Widgets.Live("replays", ArchiveList.Replays(page, state.Replays.Values.Where(r => r.Archive == archive.Name)))}
            {Widgets.Live("archived", Html.Of($"""
                <h3>Events, newest first</h3>
                {Widgets.Table("Archived events", ["Time", "Event", ""], shown.Select(e => Row(page, e.Key, e.Value)), Html.Of($"No event has come since it was made."))}
                {pager}
                """))}
            """
        );
    }

    private static IEnumerable<(string Value, string Shown)> Rules(EventsState state, Archive archive) =>
        (
            state
                .Buses.GetValueOrDefault(archive.Row.Bus)
                ?.Rules.Values.Where(r => r.Row.Archive is null && r.Pattern is not null)
                .Select(r => (r.Arn, $"rule {r.Name}"))
            ?? []
        ).Prepend(("", "every rule of the bus"));

    private static Html Row(ConsoleRequest page, long number, ArchivedEvent archived)
    {
        var json = Encoding.UTF8.GetString(archived.Event);
        return Widgets.Row(
            page.Time(archived.Time),
            Widgets.Block(json.Length <= LongestInList ? json : json[..LongestInList] + "…"),
            Forms.RowButton(
                page,
                "again-archived",
                "Put again",
                $"event {number} of the archive",
                ("number", number.ToString(CultureInfo.InvariantCulture))
            )
        );
    }

    // To the minute, so that the form does not change while it is looked at.
    private static string Minute(ConsoleRequest page, DateTimeOffset time, int plus) =>
        TimeZoneInfo.ConvertTime(time.AddMinutes(plus), page.Zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
