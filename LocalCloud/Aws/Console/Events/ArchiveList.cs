using System.Globalization;
using LocalCloud.Aws.EventBridge;
using LocalCloud.Aws.EventBridge.Archives;
using LocalCloud.Aws.EventBridge.Replays;

namespace LocalCloud.Aws.WebConsole;

/// <summary>Archives and their replays.</summary>
internal static class ArchiveList
{
    /// <param name="bus">whose archive a new one is; null: to be chosen</param>
    public static Html Of(ConsoleRequest page, EventsState state, IEnumerable<Archive> archives, EventBus? bus = null)
    {
        var all = archives.ToList();
        return Html.Of(
            $"""
            <h2>Archives and replays</h2>
            {Widgets.Live("archives", Html.Of($"""
                {Widgets.Table("Archives", ["Archive", "Bus", "Events", "Size", "Kept for"], all.Select(a => Row(page, a)),
                    Html.Of($"An archive keeps the events of a bus, to be replayed. Make one below."))}
                {Replays(page, state.Replays.Values.Where(r => all.Exists(a => a.Name == r.Archive)))}
                """))}
            {Forms.Folded(page, "Create an archive", "create-archive", "Create the archive",
                new Field("new-archive", "Name", Hint: "Letters, digits, ., - and _, up to 48") { IsRequired = true },
                Field.Select("bus", "Bus", bus is null ? state.Buses.Keys : [bus.Name], bus?.Name),
                Field.Area("pattern", "Pattern", hint: "Which events it keeps; empty: all"),
                Field.Number("days", "Kept for, in days", hint: "Empty: for ever"))}
            """
        );
    }

    public static Html Replays(ConsoleRequest page, IEnumerable<ReplayRow> replays)
    {
        var all = replays.OrderByDescending(r => r.ReplayStartTime).ToList();
        return all.Count == 0
            ? Widgets.None
            : Html.Of(
                $"""
            <h3>Replays, newest first</h3>
            {Widgets.Table("Replays", ["Replay", "Archive", "State", "Events from", "to", "As far as", ""], all.Select(r => Widgets.Row(
                Widgets.Text(r.Name), Widgets.Anchor(page.Link("events", null, ("archive", r.Archive)), r.Archive),
                Html.Of($"""<span class="status {(r.State is ReplayRow.Failed ? "bad" : r.IsActive ? "busy" : "good")}">{r.State}</span> <small>{r.StateReason}</small>"""),
                page.Time(r.EventStartTime), page.Time(r.EventEndTime), page.Time(r.EventLastReplayedTime),
                r.IsActive ? Forms.RowButton(page, "cancel-replay", "Cancel", $"replay {r.Name}", ("replay", r.Name)) : Widgets.None)))}
            """
            );
    }

    public static string Kept(Archive archive) =>
        archive.Row.RetentionDays == 0 ? "for ever" : archive.Row.RetentionDays.ToString(CultureInfo.InvariantCulture) + " days";

    private static Html Row(ConsoleRequest page, Archive archive) =>
        Html.Of(
            $"""
            <tr><th scope="row"><a href="{page.Link(
                "events",
                null,
                ("archive", archive.Name)
            )}">{archive.Name}</a><br><small>{archive.Row.Description}</small></th>
            <td>{Widgets.Anchor(page.Link("events", archive.Row.Bus), archive.Row.Bus)}</td><td>{Written.Count(
                archive.EventCount
            )}</td><td>{Widgets.Size(archive.SizeBytes)}</td>
            <td>{Kept(archive)}</td></tr>
            """
        );
}
