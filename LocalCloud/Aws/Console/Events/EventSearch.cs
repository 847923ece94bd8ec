using LocalCloud.Aws.EventBridge;

namespace LocalCloud.Aws.WebConsole;

/// <summary>Buses, rules and archives by a part of their name, events by their id, source or detail type.</summary>
internal static class EventSearch
{
    public static IEnumerable<Hit> Find(ConsoleRequest page, string words) =>
        page.Host.Read(page.State<EventsState>("events"), state =>
            state
                .Buses.Values.Where(b => Has(b.Name, words))
                .Select(b => new Hit("Event bus", b.Name, page.Link("events", b.Name)))
                .Concat(
                    state
                        .Buses.Values.SelectMany(b => b.Rules.Values)
                        .Where(r => Has(r.Name, words))
                        .Select(r => new Hit("Rule", r.Name, page.Link("events", Named.Of(r)), $"of {r.Bus.Name}"))
                )
                .Concat(
                    state
                        .Archives.Values.Where(a => Has(a.Name, words))
                        .Select(a => new Hit("Archive", a.Name, page.Link("events", null, ("archive", a.Name))))
                )
                .Concat(
                    state
                        .Buses.Values.SelectMany(b => b.History.Traces)
                        .Where(t => Has(t.Event.Id, words) || Has(t.Event.Source, words) || Has(t.Event.DetailType, words))
                        .Select(t => new Hit(
                            "Event",
                            t.Event.Id,
                            page.Link("events", t.Event.Id),
                            $"{t.Event.DetailType} of {t.Event.Source}"
                        ))
                )
                .Take(SearchView.Most)
                .ToList()
        );

    private static bool Has(string text, string words) => text.Contains(words, StringComparison.OrdinalIgnoreCase);
}
