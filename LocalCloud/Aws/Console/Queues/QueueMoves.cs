using LocalCloud.Aws.Sqs;
using LocalCloud.Aws.Sqs.Moves;

namespace LocalCloud.Aws.WebConsole;

/// <summary>Redrive: messages of a dead-letter queue go back, and how far that has come.</summary>
internal static class QueueMoves
{
    public static Html Of(ConsoleRequest page, SqsState state, Queue queue) =>
        Html.Of(
            $"""
        {Forms.Folded(page, "Redrive: move the dead letters on", "move", "Start moving",
            Field.Select("to", "To", Destinations(state, queue), hint: "A message that was sent straight here has no queue that it came from"),
            Field.Number("rate", "Messages a second", hint: "1 to 500; empty: as fast as it goes"))}
        {Widgets.Live("moves", state.Moves.Of(queue) is { Count: > 0 } tasks ? Html.Of($"""
            <h3>Redrives, newest first</h3>
            {Widgets.Table("Redrives", ["Started", "State", "Moved", "To", ""], tasks.Select(t => Row(page, t)))}
            """) : Widgets.None)}
        """
        );

    private static IEnumerable<(string Value, string Shown)> Destinations(SqsState state, Queue queue) =>
        state
            .Queues.Values.Where(q => q != queue && q.IsFifo == queue.IsFifo)
            .Select(q => (q.Arn, q.Name))
            .Prepend(("", "the queues that they came from"));

    private static Html Row(ConsoleRequest page, MoveTask task) =>
        Widgets.Row(
            page.Time(task.Started),
            Html.Of(
                $"""<span class="status {(task.Status is MoveTask.Failed ? "bad" : task.IsActive ? "busy" : "good")}">{task.Status}</span> <small>{task.FailureReason}</small>"""
            ),
            Html.Of(
                $"{Written.Count(task.Moved)} of {Written.Count(task.ToMove)}{(task.MaxPerSecond is { } rate ? $", {rate} a second" : "")}"
            ),
            task.DestinationArn is { } arn
                ? Widgets.Anchor(page.Link("queues", Arn.LastOf(arn)), Arn.LastOf(arn))
                : Widgets.Text("where they came from"),
            task.Status is MoveTask.Running
                ? Forms.RowButton(
                    page,
                    "cancel-move",
                    "Cancel",
                    $"the redrive to {task.DestinationArn ?? "where they came from"}",
                    ("handle", task.Handle)
                )
                : Widgets.None
        );
}
