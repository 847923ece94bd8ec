using LocalCloud.Aws.Sns;
using LocalCloud.Aws.Sns.Subscriptions;
using LocalCloud.Aws.Sns.Topics;

namespace LocalCloud.Aws.WebConsole;

/// <summary>One topic; under the state's gate.</summary>
internal static class TopicPage
{
    private static readonly string[] Protocols = ["sqs", "lambda", "http", "https", "email", "email-json", "sms", "application"];

    public static Html Of(ConsoleRequest page, Topic topic, ArnLinks links) =>
        Html.Of(
            $"""
        {page.Back("All topics")}
        <h2>{topic.Name}</h2>
        {Widgets.Facts(("ARN", Widgets.Code(topic.Arn)), ("Kind", Widgets.Text(topic.IsFifo ? "FIFO" : "standard")),
            ("Deduplication", topic.IsFifo ? Widgets.Text(topic.DeduplicatesByContent ? "by id or content, for 5 minutes" : "by id, which each message needs, for 5 minutes") : null),
            ("Display name", topic.Attribute("DisplayName") is { Length: > 0 } shown ? Widgets.Text(shown) : null), ("Created", page.Time(topic.Row.Created)))}
        {(topic.Attribute("Policy") is { } policy ? Widgets.Fold("policy", Widgets.Text("Policy"), Widgets.Block(policy)) : Widgets.None)}
        {Publish(page, topic)}
        {Widgets.Live("subscriptions", Html.Of($"""
            <h3>Subscriptions</h3>
            {Widgets.Table("Subscriptions", ["Protocol", "Endpoint", "State", "Filter", ""], topic.Subscriptions.Where(s => !s.Row.Deleted).Select(s => Row(page, s, links)),
                Html.Of($"Nobody gets what is published here. Subscribe a queue, a function, an address below."))}
            """))}
        {Forms.Folded(page, "Subscribe an endpoint", "subscribe", "Subscribe it",
            Field.Select("protocol", "Protocol", Protocols, "sqs"),
            new Field("endpoint", "Endpoint", Hint: "ARN of a queue or function, URL, mail address or number") { IsRequired = true },
            Field.Area("filter", "Filter policy", hint: """Which messages it takes, as {"shop": ["eu"]}; empty: all"""),
            Field.Select("scope", "The filter is about", [("MessageAttributes", "the message's attributes"), ("MessageBody", "its body")]),
            Field.Check("raw", "Raw delivery", hint: "The message alone, without SNS's envelope: queues and HTTP"))}
        {Forms.Danger(page, "delete", "Delete the topic", $"{topic.Name} is deleted with its subscriptions.")}
        {Widgets.Live("messages", Messages(page, topic, links))}
        """
        );

    private static Html Publish(ConsoleRequest page, Topic topic) =>
        Forms.Folded(
            page,
            "Publish a message",
            "publish",
            "Publish the message",
            [
                new Field("subject", "Subject", Hint: "Of mails; up to 100 characters"),
                Field.Area("message", "Message") with
                {
                    IsRequired = true,
                },
                Field.Area("attributes", "Attributes", hint: AttributeLines.Hint),
                new Field(
                    "group",
                    "Message group id",
                    topic.IsFifo ? "console" : null,
                    topic.IsFifo ? "Messages of a group arrive in order" : "Empty: none"
                )
                {
                    IsRequired = topic.IsFifo,
                },
                .. topic.IsFifo
                    ? (Field[])
                        [
                            new Field(
                                "deduplication",
                                "Deduplication id",
                                Hint: topic.DeduplicatesByContent
                                    ? "Empty: the message's digest"
                                    : "Required: the same within 5 minutes is not published again"
                            ),
                        ]
                    : [],
            ]
        );

    private static Html Row(ConsoleRequest page, Subscription subscription, ArnLinks links)
    {
        var row = subscription.Row;
        return Widgets.Row(
            Widgets.Text(row.Protocol + (subscription.IsRaw ? " (raw)" : "")),
            Html.Of($"{links.Of(row.Endpoint)}<br><small>{subscription.Arn}</small>{DeadLetters(subscription, links)}"),
            Widgets.Status(row.Confirmed ? "confirmed" : "pending"),
            subscription.Attribute("FilterPolicy") is { } filter
                ? Html.Of(
                    $"{Widgets.Block(filter)}<small>of the "
                        + $"{(subscription.Attribute("FilterPolicyScope") == "MessageBody" ? "body" : "attributes")}</small>"
                )
                : Widgets.Soft("every message"),
            Html.Of(
                $"""
                {(
                    row.Confirmed
                        ? Widgets.None
                        : Forms.RowButton(page, "confirm", "Confirm", $"the subscription of {row.Endpoint}", ("subscription", row.Id))
                )}
                {Forms.RowDanger(
                    page,
                    "unsubscribe",
                    "Unsubscribe",
                    row.Endpoint,
                    $"{row.Endpoint} gets no more messages of {subscription.Topic.Name}.",
                    ("subscription", row.Id)
                )}
                """
            )
        );
    }

    private static Html DeadLetters(Subscription subscription, ArnLinks links) =>
        SubscriptionAttributes.DeadLetterQueue(subscription.Attribute("RedrivePolicy")) is { } arn
            ? Html.Of($"<br><small>dead letters to</small> {links.Of(arn)}")
            : Widgets.None;

    private static Html Messages(ConsoleRequest page, Topic topic, ArnLinks links)
    {
        var all = topic.History.Traces.ToList();
        var (shown, pager) = page.Slice(all, all.Count);
        return Html.Of(
            $"""
            <h3>Messages, newest first</h3>
            {Widgets.Table("Messages", ["Published", "Message", "Deliveries", "Filtered out"], shown.Select(t => Row(page, t, links)),
                Html.Of($"Nothing was published since LocalCloud was started. Publish a message above."))}
            {pager}
            {(all.Count > 0 ? Widgets.Soft("The last 200 since LocalCloud was started; they are kept in memory.") : Widgets.None)}
            """
        );
    }

    private static Html Row(ConsoleRequest page, MessageTrace trace, ArnLinks links)
    {
        const int LongestInList = 4000;
        var text = trace.Message.Message;
        return Widgets.Row(
            Html.Of($"{page.Time(trace.Message.Published)}<br><small>{trace.Message.Id}</small>"),
            Html.Of(
                $"""
                {(
                    trace.Message.Subject is { } subject ? Html.Of($"<strong>{subject}</strong>")
                    : trace.Message.Type == "Notification" ? Widgets.None
                    : Widgets.Soft(trace.Message.Type)
                )}
                {Widgets.Block(text.Length <= LongestInList ? text : text[..LongestInList] + "…")}
                {(trace.Message.Attributes ?? []).Select(a => Html.Of($"<small>{a.Key} = {a.Value.DataType}:{a.Value.Text}</small><br>"))}
                {(trace.Message.GroupId is { } group ? Widgets.Soft($"group {group}") : Widgets.None)}
                """
            ),
            Html.Of(
                $"""{trace.Deliveries.Values.Select(d => Html.Of($"{Widgets.Status(d.Status)} {links.Of(d.Endpoint)} <small>{d.Error}</small><br>"))}"""
            ),
            Html.Of($"""{trace.FilteredOut.Select(f => Html.Of($"{links.Of(f.Endpoint)} <small>{f.Reason}</small><br>"))}""")
        );
    }
}
