using LocalCloud.Aws.Sqs;

namespace LocalCloud.Aws.WebConsole;

/// <summary>The attributes of a queue in words.</summary>
internal static class QueueFacts
{
    public static Html Of(ConsoleRequest page, SqsState state, Queue queue)
    {
        var attributes = queue.Row.Attributes;
        string Value(string name) => attributes.GetValueOrDefault(name) ?? QueueAttributes.Default(name, queue.IsFifo) ?? "";
        return Html.Of(
            $"""
            {Widgets.Facts(
                ("Kind", Widgets.Text(queue.IsFifo ? "FIFO: in order within a group, each once" : "standard: in about the order, each at least once")),
                ("Messages", Widgets.Text($"kept for {Widgets.Span(queue.Settings.RetentionPeriod / 1000.0)}, at most {Widgets.Size(queue.Settings.MaximumMessageSize)} each")),
                ("When received", Widgets.Text(Hidden(queue.Settings.VisibilityTimeout / 1000.0))),
                ("When sent", Widgets.Text(queue.Settings.Delay == 0 ? "visible at once" : $"delayed for {Widgets.Span(queue.Settings.Delay / 1000.0)}")),
                ("A receive", Widgets.Text(queue.Settings.ReceiveWait == 0 ? "does not wait (short polling)" : $"waits up to {Widgets.Span(queue.Settings.ReceiveWait / 1000.0)} for a message")),
                ("Deduplication", queue.IsFifo ? Widgets.Text(Deduplication(queue, Value("FifoThroughputLimit"))) : null),
                ("Dead letters to", DeadLettersTo(page, state, queue)),
                ("Dead letters of", DeadLettersOf(page, state, queue)),
                ("Takes dead letters", attributes.ContainsKey("RedriveAllowPolicy") ? Widgets.Text(Allowed(queue)) : null),
                ("Encryption", Widgets.Text(Encryption(attributes, Value("SqsManagedSseEnabled")))),
                ("URL", Widgets.Code(QueueActions.Url(page, queue.Name))),
                ("ARN", Widgets.Code(queue.Arn)),
                ("Created", page.Time(queue.Row.Created)),
                ("Changed", page.Time(queue.Row.Modified)),
                ("Tags", queue.Row.Tags.Count == 0 ? null : Widgets.Text(string.Join(", ", queue.Row.Tags.Select(t => $"{t.Key} = {t.Value}")))))}
            {(attributes.GetValueOrDefault("Policy") is { Length: > 0 } policy ? Widgets.Fold("policy", Widgets.Text("Policy"), Widgets.Block(policy)) : Widgets.None)}
            """
        );
    }

    public static Html? DeadLettersTo(ConsoleRequest page, SqsState state, Queue queue) =>
        queue.Settings.Redrive is not { } policy
            ? null
            : Html.Of(
                $"""
                {(
                    DeadLetters.Target(state, policy) is { } target
                        ? Widgets.Anchor(page.Link("queues", target.Name), target.Name)
                        : Widgets.Code(policy.DeadLetterTargetArn)
                )}
                <small>after {policy.MaxReceiveCount} receive{(policy.MaxReceiveCount == 1 ? "" : "s")}{(
                    DeadLetters.Target(state, policy) is null ? "; there is no such queue" : ""
                )}</small>
                """
            );

    public static Html? DeadLettersOf(ConsoleRequest page, SqsState state, Queue queue)
    {
        var sources = Sources(state, queue).ToList();
        return sources.Count == 0
            ? null
            : Html.Of(
                $"""{sources.Select((q, at) => Html.Of($"{(at == 0 ? "" : ", ")}{Widgets.Anchor(page.Link("queues", q.Name), q.Name)}"))}"""
            );
    }

    public static IEnumerable<Queue> Sources(SqsState state, Queue queue) =>
        state.Queues.Values.Where(q => q.Settings.Redrive?.DeadLetterTargetArn == queue.Arn);

    private static string Hidden(double seconds) =>
        seconds == 0 ? "not hidden: others can receive it at once" : $"hidden for {Widgets.Span(seconds)}";

    private static string Deduplication(Queue queue, string limit) =>
        $"for 5 minutes by {(queue.Settings.ContentBasedDeduplication ? "id or, without one, by the body's digest" : "id, which each message needs")}, "
        + $"{(queue.Settings.DeduplicationPerGroup ? "within a group" : "in the whole queue")}{(limit == "perMessageGroupId" ? "; high throughput" : "")}";

    private static string Allowed(Queue queue) =>
        queue.Settings.RedriveAllow?.Sources switch
        {
            null => "of every queue",
            [] => "of no queue",
            var arns => $"of {string.Join(", ", arns.Select(Arn.LastOf))} only",
        };

    private static string Encryption(Dictionary<string, string> attributes, string managed) =>
        attributes.GetValueOrDefault("KmsMasterKeyId") is { Length: > 0 } key ? $"with KMS key {key} (kept, not done)"
        : managed == "true" ? "with keys of SQS (kept, not done)"
        : "none";
}
