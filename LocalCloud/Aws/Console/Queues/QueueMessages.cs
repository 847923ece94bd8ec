using System.Globalization;
using LocalCloud.Aws.Sqs;
using LocalCloud.Aws.Sqs.History;

namespace LocalCloud.Aws.WebConsole;

/// <summary>Messages of a queue, which are shown without being received, and what has happened to them.</summary>
internal static class QueueMessages
{
    // A page of long bodies would be megabytes, each second.
    private const int LongestInList = 2000;

    public static Html Waiting(ConsoleRequest page, Queue queue)
    {
        var (shown, pager) = page.Slice(Oldest(queue, page.Page * ConsoleRequest.PageSize), queue.Total);
        return Html.Of(
            $"""
            <h3>Messages, oldest first</h3>
            {Widgets.Table("Messages", ["Sent", "State", "Receives", "Message", ""], shown.Select(m => Row(page, queue, m)),
                Html.Of($"Nothing waits here. Send a message above; to look at messages does not receive them."))}
            {pager}
            """
        );
    }

    public static Html Whole(ConsoleRequest page, Queue queue, Message message) =>
        Html.Of(
            $"""
        {Widgets.Facts(
            ("Sent", page.Time(message.Sent)), ("By", Widgets.Text(message.SenderId)), ("State", State(page, message)),
            ("Receives", Widgets.Number(message.Delivery.Receives)), ("First received", message.Delivery.FirstReceived == 0 ? null : page.Time(message.Delivery.FirstReceived)),
            ("Came from", message.DeadLetterSource is { } source ? Widgets.Anchor(page.Link("queues", Arn.LastOf(source)), Arn.LastOf(source)) : null),
            ("Group", message.GroupId is { } group ? Widgets.Text(group) : null), ("Deduplication id", message.DeduplicationId is { } id ? Widgets.Text(id) : null),
            ("Sequence number", message.SequenceNumber is { } number ? Widgets.Text(number) : null), ("Trace", message.TraceParent is { } trace ? Widgets.Code(trace) : null),
            ("Attributes", message.Content.Attributes is { Count: > 0 } ? Attributes(message.Content) : null))}
        {Widgets.Block(message.Content.Body.ToString())}
        {Forms.Danger(page, "delete-message", "Delete the message", $"It leaves {queue.Name}, and nobody receives it any more.", ("number", Number(message)))}
        """
        );

    public static Html Happened(ConsoleRequest page, Queue queue, IEnumerable<MessageStep> steps, string title)
    {
        var all = steps.Reverse().ToList();
        var (shown, pager) = page.Slice(all, all.Count, "steps");
        return Html.Of(
            $"""
            <h3>{title}</h3>
            {Widgets.Table("What happened", ["At", "Message", "What", "Receives", "Detail"], shown.Select(s => Step(page, queue, s)),
                Html.Of($"Nothing since LocalCloud was started: this history is kept in memory."))}
            {pager}
            {(all.Count > 0 ? Widgets.Soft("The last 1,024 steps since LocalCloud was started; they are kept in memory.") : Widgets.None)}
            """
        );
    }

    /// <summary>Up to so many, without sorting all: a queue can hold a million.</summary>
    private static IEnumerable<Message> Oldest(Queue queue, int most)
    {
        var kept = new PriorityQueue<long, long>(Comparer<long>.Create((x, y) => y.CompareTo(x)));
        foreach (var number in queue.Numbers)
            if (kept.Count < most)
                kept.Enqueue(number, number);
            else if (number < kept.Peek())
                kept.EnqueueDequeue(number, number);
        return kept.UnorderedItems.Select(x => x.Element).Order().Select(number => queue.Find(number)!);
    }

    private static Html Row(ConsoleRequest page, Queue queue, Message message)
    {
        var body = message.Content.Body.ToString();
        return Widgets.Row(
            Html.Of($"""{page.Time(message.Sent)}<br><a href="{OneLink(page, queue, message.Id)}"><small>{message.Id}</small></a>"""),
            State(page, message),
            Widgets.Number(message.Delivery.Receives),
            Html.Of(
                $"""
                {Widgets.Block(body.Length <= LongestInList ? body : body[..LongestInList])}
                {(
                    body.Length <= LongestInList
                        ? Widgets.None
                        : Html.Of($"""<a href="{OneLink(page, queue, message.Id)}">All {Widgets.Size(message.Content.Size)}</a>""")
                )}
                {Attributes(message.Content)}{(message.GroupId is { } group ? Widgets.Soft($"group {group}") : Widgets.None)}
                """
            ),
            Forms.RowDanger(
                page,
                "delete-message",
                "Delete",
                $"message {message.Id}",
                $"It leaves {queue.Name}, and nobody receives it any more.",
                ("number", Number(message))
            )
        );
    }

    private static Html State(ConsoleRequest page, Message message) =>
        message.Status switch
        {
            MessageStatus.Visible => Widgets.Status("visible"),
            MessageStatus.InFlight => Html.Of(
                $"""<span class="status busy">in flight</span><br><small>until</small> {page.Time(message.Delivery.VisibleAt)}"""
            ),
            MessageStatus.Delayed => Html.Of(
                $"""<span class="status busy">delayed</span><br><small>until</small> {page.Time(message.AvailableAt)}"""
            ),
            _ => Widgets.Text("gone"),
        };

    private static Html Step(ConsoleRequest page, Queue queue, MessageStep step) =>
        Widgets.Row(
            page.Time(step.At),
            Html.Of($"""<a href="{OneLink(page, queue, step.MessageId)}"><small>{step.MessageId}</small></a>"""),
            Html.Of($"""<span class="{(step.What is Steps.DeadLettered ? "status bad" : "")}">{step.What}</span>"""),
            Widgets.Number(step.Receives),
            Widgets.Soft($"{step.Detail} {step.TraceParent}")
        );

    private static Html Attributes(MessageContent content) =>
        Html.Of($"""{(content.Attributes ?? []).Select(a => Html.Of($"<small>{a.Key} = {Value(a.Value)}</small><br>"))}""");

    private static string Value(MessageAttributeValue value) =>
        $"{value.DataType}:{value.StringValue ?? Convert.ToBase64String(value.BinaryValue ?? [])}";

    private static string OneLink(ConsoleRequest page, Queue queue, string id) => page.Link("queues", queue.Name, ("message", id));

    private static string Number(Message message) => message.Number.ToString(CultureInfo.InvariantCulture);
}
