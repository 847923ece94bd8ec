using LocalCloud.Aws.Sns;
using LocalCloud.Aws.Sns.Topics;

namespace LocalCloud.Aws.WebConsole;

/// <summary>Topics, and of one its subscriptions and last messages with what became of them.</summary>
internal sealed class TopicsView : IConsoleView
{
    public string Id => "topics";

    public string Title => "Topics";

    public int? Count(ConsoleRequest page) => page.Host.Read(page.State<SnsState>("sns"), s => s.Topics.Count);

    public ValueTask<Html> ShowAsync(ConsoleRequest page)
    {
        var links = new ArnLinks(page);
        return new(page.Host.Read(page.State<SnsState>("sns"), state => page.Name is not { } name ? All(page, state)
                : state.Topics.TryGetValue(name, out var topic) ? TopicPage.Of(page, topic, links)
                : page.Missing("topic", "All topics")));
    }

    public ValueTask<Outcome> ActAsync(ConsoleRequest page, ConsoleForm form) => TopicActions.ActAsync(page, form);

    public IEnumerable<Hit> Search(ConsoleRequest page, string words) =>
        page.Host.Read(page.State<SnsState>("sns"), state =>
            state
                .Topics.Values.Where(t => Has(t.Name, words))
                .Select(t => new Hit("Topic", t.Name, page.Link("topics", t.Name)))
                .Concat(
                    state.Topics.Values.SelectMany(t =>
                        t.Subscriptions.Where(s => !s.Row.Deleted && Has(s.Row.Endpoint, words))
                            .Select(s => new Hit("Subscription", s.Row.Endpoint, page.Link("topics", t.Name), $"of {t.Name}"))
                    )
                )
                .Concat(
                    state.Topics.Values.SelectMany(t =>
                        t.History.Traces.Where(m => Has(m.Message.Id, words))
                            .Select(m => new Hit("Message", m.Message.Id, page.Link("topics", t.Name), $"of {t.Name}"))
                    )
                )
                .Take(SearchView.Most)
                .ToList()
        );

    private static bool Has(string text, string words) => text.Contains(words, StringComparison.OrdinalIgnoreCase);

    private static Html All(ConsoleRequest page, SnsState state)
    {
        var (shown, pager) = page.Slice(state.Topics.Values, state.Topics.Count);
        return Html.Of(
            $"""
            {Widgets.Live("topics", Html.Of($"""
                {Widgets.Table("Topics", ["Topic", "Kind", "Subscriptions", "Waiting for confirmation", "Last message"], shown.Select(t => Row(page, t)),
                    Html.Of($"There is no topic yet. Make one below, or: <code>aws sns create-topic --name orders</code>"))}
                {pager}
                """))}
            {Forms.Folded(page, "Create a topic", "create", "Create the topic",
                new Field("topic", "Name", Hint: "Letters, digits, - and _, up to 256; a FIFO topic's ends with .fifo, which is added where it is missing") { IsRequired = true },
                Field.Select("kind", "Kind", [("standard", "standard"), ("fifo", "FIFO")]),
                Field.Check("content", "Deduplicate by content", hint: "FIFO only: a message needs no deduplication id"))}
            """
        );
    }

    private static Html Row(ConsoleRequest page, Topic topic) =>
        page.Row(
            topic.Name,
            Widgets.Text(topic.IsFifo ? "FIFO" : "standard"),
            Widgets.Number(topic.Subscriptions.Count(s => s.Row is { Confirmed: true, Deleted: false })),
            Widgets.Number(topic.Subscriptions.Count(s => s.Row is { Confirmed: false, Deleted: false })),
            page.Time(topic.History.Traces.FirstOrDefault()?.Message.Published)
        );
}
