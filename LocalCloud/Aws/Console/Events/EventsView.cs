using LocalCloud.Aws.EventBridge;

namespace LocalCloud.Aws.WebConsole;

/// <summary>Buses with their rules and archives, and the last events with what became of them.</summary>
internal sealed class EventsView : IConsoleView
{
    public string Id => "events";

    public string Title => "Events";

    public int? Count(ConsoleRequest page) =>
        page.Host.Read(page.State<EventsState>("events"), s => s.Buses.Values.Sum(bus => bus.Rules.Count));

    public ValueTask<Html> ShowAsync(ConsoleRequest page)
    {
        var links = new ArnLinks(page);
        return new(page.Host.Read(page.State<EventsState>("events"), state => Show(page, state, links)));
    }

    public ValueTask<Outcome> ActAsync(ConsoleRequest page, ConsoleForm form) => EventActions.ActAsync(page, form);

    public IEnumerable<Hit> Search(ConsoleRequest page, string words) => EventSearch.Find(page, words);

    private static Html Show(ConsoleRequest page, EventsState state, ArnLinks links) =>
        (page.Name is null ? page.Value("archive") : null, Named.Of(state, page.Name)) switch
        {
            ({ } archive, _) => ArchivePage.Of(page, state, archive),
            (_, (null, null, null)) when page.Name is not null => page.Missing("bus, rule or event", "All events"),
            (_, (_, { } rule, _)) => RulePage.Of(page, state, rule, links),
            (_, (var bus, _, { } trace)) => EventPage.Of(page, state, bus!, trace, links),
            (_, ({ } bus, _, _)) => BusPage.Of(page, state, bus, links),
            _ => All(page, state, links),
        };

    private static Html All(ConsoleRequest page, EventsState state, ArnLinks links) =>
        Html.Of(
            $"""
        {EventForms.Put(page, state, null)}
        {EventForms.Test(page, state, null, null)}
        {EventList.Of(page, state.Buses.Values)}
        <h2>Buses</h2>
        {Widgets.Live("buses", Widgets.Table("Buses", ["Bus", "Rules", "Last event", "Archives"], state.Buses.Values.Select(bus => Html.Of($"""
            <tr><th scope="row"><a href="{page.Link("events", bus.Name)}">{bus.Name}</a></th><td>{Widgets.Number(bus.Rules.Count)}</td>
            <td>{page.Time(bus.History.Traces.FirstOrDefault()?.Event.Received)}</td>
            <td>{Widgets.Number(state.Archives.Values.Count(a => a.Row.Bus == bus.Name))}</td></tr>
            """))))}
        {EventForms.CreateBus(page)}
        {Widgets.Live("rules", RuleList.Of(page, state.Buses.Values.SelectMany(b => b.Rules.Values), links))}
        {ArchiveList.Of(page, state, state.Archives.Values)}
        """
        );
}
