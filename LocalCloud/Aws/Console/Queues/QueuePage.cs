using LocalCloud.Aws.Sqs;

namespace LocalCloud.Aws.WebConsole;

/// <summary>One queue; under the state's gate.</summary>
internal static class QueuePage
{
    public static Html Of(ConsoleRequest page, SqsState state, Queue queue) =>
        page.Value("message") is { } id
            ? OneMessage(page, queue, id)
            : Html.Of(
                $"""
        {page.Back("All queues")}
        <h2>{queue.Name}</h2>
        {Widgets.Live("counts", Html.Of($"""
            <div class="cards">{Card("Visible", queue.Count(MessageStatus.Visible))}{Card("In flight", queue.Count(MessageStatus.InFlight))}{Card("Delayed", queue.Count(MessageStatus.Delayed))}</div>
            """))}
        {QueueForms.Send(page, queue)}
        {(QueueFacts.Sources(state, queue).Any() ? QueueMoves.Of(page, state, queue) : Widgets.None)}
        {QueueForms.Change(page, state, queue)}
        {Forms.Danger(page, "purge", "Purge", $"All messages of {queue.Name} are deleted, those in flight too.")}
        {Forms.Danger(page, "delete", "Delete the queue", $"{queue.Name} is deleted with its messages.")}
        {Widgets.Live("facts", QueueFacts.Of(page, state, queue))}
        {Widgets.Live("messages", QueueMessages.Waiting(page, queue))}
        {Widgets.Live("steps", QueueMessages.Happened(page, queue, queue.History.Steps, "What happened, newest first"))}
        """
            );

    private static Html OneMessage(ConsoleRequest page, Queue queue, string id)
    {
        var message = Guid.TryParse(id, out var uid) ? queue.Messages.FirstOrDefault(m => m.Uid == uid) : null;
        var steps = queue.History.Steps.Where(s => s.MessageId == id).ToList();
        return Html.Of(
            $"""
            <p>{Widgets.Anchor(page.Link("queues", queue.Name), $"← {queue.Name}")}</p>
            <h2>Message {id}</h2>
            {Widgets.Live("message", message is not null ? QueueMessages.Whole(page, queue, message) : Html.Of($"""
                <p class="empty">{(steps.Count > 0 ? $"It is not in {queue.Name} any more: what became of "
                    + "it is below." : $"There is no such message in {queue.Name}, and nothing is known of one.")}</p>
                """))}
            {Widgets.Live("steps", QueueMessages.Happened(page, queue, steps, "What happened to it, newest first"))}
            """
        );
    }

    private static Html Card(string title, int count) =>
        Html.Of($"""<div class="card"><strong>{title}</strong>{Written.Count(count)}</div>""");
}
