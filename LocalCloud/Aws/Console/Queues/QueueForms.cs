using System.Globalization;
using LocalCloud.Aws.Sqs;

namespace LocalCloud.Aws.WebConsole;

/// <summary>What can be done with queues, to fill in.</summary>
internal static class QueueForms
{
    public static Html Create(ConsoleRequest page, SqsState state) =>
        Forms.Folded(
            page,
            "Create a queue",
            "create",
            "Create the queue",
            new Field(
                "queue",
                "Name",
                Hint: "Letters, digits, - and _, up to 80; a FIFO queue's ends with .fifo, which is added where it is missing"
            )
            {
                IsRequired = true,
            },
            Field.Select("kind", "Kind", [("standard", "standard"), ("fifo", "FIFO")]),
            Field.Check("content", "Deduplicate by content", hint: "FIFO only: a message needs no deduplication id"),
            Field.Number("visibility", "Hidden when received, in seconds", hint: "0 to 43200; empty: 30"),
            Field.Number("retention", "Kept for, in seconds", hint: "60 to 1209600 (14 days); empty: 345600 (4 days)"),
            Field.Select("dead", "Dead letters to", DeadLetterQueues(state, null)),
            Field.Number("receives", "After so many receives", hint: "Of a dead-letter queue; 1 to 1000, empty: 3")
        );

    public static Html Send(ConsoleRequest page, Queue queue) =>
        Forms.Folded(
            page,
            "Send a message",
            "send",
            "Send the message",
            [
                Field.Area("body", "Body") with
                {
                    IsRequired = true,
                },
                Field.Area("attributes", "Attributes", hint: AttributeLines.Hint),
                .. queue.IsFifo
                    ? (Field[])
                        [
                            new Field("group", "Message group id", "console", "Messages of a group are received in order")
                            {
                                IsRequired = true,
                            },
                            new Field(
                                "deduplication",
                                "Deduplication id",
                                Hint: queue.Settings.ContentBasedDeduplication
                                    ? "Empty: the body's digest; the same within 5 minutes is not sent again"
                                    : "Required: the same within 5 minutes is not sent again"
                            ),
                        ]
                    :
                    [
                        Field.Number("delay", "Delay in seconds", hint: "0 to 900; empty: the queue's"),
                        new Field("group", "Message group id", Hint: "Empty: none. Groups share a standard queue fairly"),
                    ],
            ]
        );

    public static Html Change(ConsoleRequest page, SqsState state, Queue queue) =>
        Forms.Folded(
            page,
            "Change attributes",
            "change",
            "Change them",
            Field.Number(
                "VisibilityTimeout",
                "Hidden when received, in seconds",
                Seconds(queue.Settings.VisibilityTimeout),
                "0 to 43200 (12 hours)"
            ),
            Field.Number(
                "MessageRetentionPeriod",
                "Kept for, in seconds",
                Seconds(queue.Settings.RetentionPeriod),
                "60 to 1209600 (14 days)"
            ),
            Field.Number("DelaySeconds", "Delay of what is sent, in seconds", Seconds(queue.Settings.Delay), "0 to 900"),
            Field.Number(
                "ReceiveMessageWaitTimeSeconds",
                "How long a receive waits, in seconds",
                Seconds(queue.Settings.ReceiveWait),
                "0 to 20"
            ),
            Field.Number(
                "MaximumMessageSize",
                "Largest message, in bytes",
                queue.Settings.MaximumMessageSize.ToString(CultureInfo.InvariantCulture),
                "1024 to 1048576"
            ),
            Field.Select("dead", "Dead letters to", DeadLetterQueues(state, queue), queue.Settings.Redrive?.DeadLetterTargetArn ?? ""),
            Field.Number(
                "receives",
                "After so many receives",
                queue.Settings.Redrive?.MaxReceiveCount.ToString(CultureInfo.InvariantCulture),
                "Of a dead-letter queue; 1 to 1000"
            )
        );

    /// <summary>Which queues dead letters can go to from a queue that is; from one that is to be, all.</summary>
    private static IEnumerable<(string Value, string Shown)> DeadLetterQueues(SqsState state, Queue? of) =>
        state
            .Queues.Values.Where(q => of is null || (q.IsFifo == of.IsFifo && q != of))
            .Select(q => (q.Arn, q.Name))
            .Prepend(("", "nowhere"))
            // It may name a queue that is no more.
            .Concat(
                of?.Settings.Redrive is { } policy && DeadLetters.Target(state, policy) is null
                    ? [(policy.DeadLetterTargetArn, $"{policy.TargetName} (gone)")]
                    : []
            );

    private static string Seconds(long milliseconds) => (milliseconds / 1000).ToString(CultureInfo.InvariantCulture);
}
