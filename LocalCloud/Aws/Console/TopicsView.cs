using LocalCloud.Aws.Sns;
using LocalCloud.Aws.Sns.Topics;

namespace LocalCloud.Aws.WebConsole;

/// <summary>Topics, and of one its subscriptions and last messages with what became of them.</summary>
internal sealed class TopicsView : IConsoleView
{
    private const int Most = 50;

    public string Id => "topics";

    public string Title => "Topics";

    public int? Count(ConsoleRequest page) => page.Host.Read(page.State<SnsState>("sns"), s => s.Topics.Count);

    public ValueTask<Html> ShowAsync(ConsoleRequest page) => new(page.Host.Read(page.State<SnsState>("sns"), state => Html.Of($"""
        {Widgets.Table("Topics", ["Topic", "Subscriptions", "Waiting for confirmation", "Last message"], state.Topics.Values.Select(topic => page.Row(topic.Name,
            Widgets.Number(topic.Subscriptions.Count(s => s.Row is { Confirmed: true, Deleted: false })),
            Widgets.Number(topic.Subscriptions.Count(s => s.Row is { Confirmed: false, Deleted: false })),
            page.Time(topic.History.Traces.FirstOrDefault()?.Message.Published))))}
        {(page.Name is { } name && state.Topics.TryGetValue(name, out var chosen) ? Detail(page, chosen) : Widgets.Text(null))}
        """)));

    private static Html Detail(ConsoleRequest page, Topic topic) => Html.Of($"""
        <h2>{topic.Name}</h2>
        <h3>Subscriptions</h3>
        {Widgets.Table("Topics", ["Protocol", "Endpoint", "State", "Filter"], topic.Subscriptions.Where(s => !s.Row.Deleted).Select(s => Html.Of($"""
            <tr><td>{s.Row.Protocol}{(s.IsRaw ? " (raw)" : "")}</td><td>{s.Row.Endpoint}<br><small>{s.Arn}</small></td>
            <td>{Widgets.Status(s.Row.Confirmed ? "confirmed" : "pending")}</td><td><pre>{s.Attribute("FilterPolicy")}</pre></td></tr>
            """)))}
        <h3>Last messages</h3>
        {Widgets.Table("Topics", ["Published", "Message", "Deliveries", "Filtered out"], topic.History.Traces.Take(Most).Select(t => Row(page, t)))}
        """);

    private static Html Row(ConsoleRequest page, MessageTrace trace) => Html.Of($"""
        <tr><td>{page.Time(trace.Message.Published)}<br><small>{trace.Message.Id}</small></td>
        <td><details><summary>{trace.Message.Subject ?? trace.Message.Type}</summary><pre>{trace.Message.Message}</pre></details>
        {(trace.Message.Attributes ?? []).Select(a => Html.Of($"<small>{a.Key} = {a.Value.Text}</small><br>"))}</td>
        <td>{trace.Deliveries.Values.Select(d => Html.Of($"{Widgets.Status(d.Status)} <small>{d.Protocol} {d.Endpoint} {d.Error}</small><br>"))}</td>
        <td>{trace.FilteredOut.Select(f => Html.Of($"<small>{f.Endpoint}: {f.Reason}</small><br>"))}</td></tr>
        """);
}
