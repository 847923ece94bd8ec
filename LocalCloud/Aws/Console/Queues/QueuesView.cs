using LocalCloud.Aws.Sqs;

namespace LocalCloud.Aws.WebConsole;

/// <summary>Queues, and of one its messages, looked at and not received, with what can be done with both.</summary>
internal sealed class QueuesView : IConsoleView
{
    public string Id => "queues";

    public string Title => "Queues";

    public int? Count(ConsoleRequest page) => page.Host.Read(page.State<SqsState>("sqs"), s => s.Queues.Count);

    public async ValueTask<Html> ShowAsync(ConsoleRequest page)
    {
        await AdvanceAsync(page).ConfigureAwait(false);
        return page.Name is { } name
            ? page.Host.Read(page.State<SqsState>("sqs"), state =>
                state.Queues.TryGetValue(name, out var queue) ? QueuePage.Of(page, state, queue) : page.Missing("queue", "All queues")
            )
            : page.Host.Read(page.State<SqsState>("sqs"), state => All(page, state));
    }

    public ValueTask<Outcome> ActAsync(ConsoleRequest page, ConsoleForm form) => QueueActions.ActAsync(page, form);

    public IEnumerable<Hit> Search(ConsoleRequest page, string words) => QueueSearch.Find(page, words);

    // Time passes in a queue when somebody looks, and here somebody does: whose timeout or delay has ended is visible, whose retention has,
    // is gone.
    private static async ValueTask AdvanceAsync(ConsoleRequest page)
    {
        if (await page.Host.IsWritableAsync().ConfigureAwait(false))
            await page
                .Host.ChangeAsync(page.State<SqsState>("sqs"), Result<Nothing> (state, changes) =>
                {
                    foreach (var queue in state.Queues.Values)
                        queue.Advance(changes);
                    return Nothing.Instance;
                })
                .ConfigureAwait(false);
    }

    private static Html All(ConsoleRequest page, SqsState state)
    {
        var (shown, pager) = page.Slice(state.Queues.Values, state.Queues.Count);
        return Html.Of(
            $"""
            {Widgets.Live("queues", Html.Of($"""
                {Widgets.Table("Queues", ["Queue", "Visible", "In flight", "Delayed", "Dead letters to", "Dead letters of"], shown.Select(q => Row(page, state, q)),
                    Html.Of($"There is no queue yet. Make one below, or: <code>aws sqs create-queue --queue-name jobs</code>"))}
                {pager}
                """))}
            {QueueForms.Create(page, state)}
            """
        );
    }

    private static Html Row(ConsoleRequest page, SqsState state, Queue queue) =>
        page.Row(
            queue.Name,
            Written.Count(queue.Count(MessageStatus.Visible)),
            Written.Count(queue.Count(MessageStatus.InFlight)),
            Written.Count(queue.Count(MessageStatus.Delayed)),
            QueueFacts.DeadLettersTo(page, state, queue) ?? Widgets.None,
            QueueFacts.DeadLettersOf(page, state, queue) ?? Widgets.None
        );
}
