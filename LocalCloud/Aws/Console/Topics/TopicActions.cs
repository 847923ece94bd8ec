using System.Text.Json.Nodes;
using LocalCloud.Aws.Sns;

namespace LocalCloud.Aws.WebConsole;

/// <summary>Carries out the forms of topics by the operations that everybody uses.</summary>
internal static class TopicActions
{
    public static ValueTask<Outcome> ActAsync(ConsoleRequest page, ConsoleForm form) =>
        (form.Action, page.Name) switch
        {
            ("create", _) => CreateAsync(page, form),
            ("publish", { } name) => PublishAsync(page, form, name),
            ("subscribe", { } name) => SubscribeAsync(page, form, name),
            ("confirm", { } name) => ConfirmAsync(page, form, name),
            ("unsubscribe", { } name) => page.DoAsync(
                "sns",
                "Unsubscribe",
                new() { ["SubscriptionArn"] = $"{Arn(page, name)}:{form.Text("subscription")}" },
                $"It is no longer subscribed to {name}."
            ),
            ("delete", { } name) => DeleteAsync(page, name),
            _ => new(Outcome.Refused($"Topics have no {form.Action}.")),
        };

    private static string Arn(ConsoleRequest page, string name) => page.Scope.Arn("sns", name);

    private static async ValueTask<Outcome> CreateAsync(ConsoleRequest page, ConsoleForm form)
    {
        var (name, attributes) = (form.Text("topic").Trim(), new JsonObject());
        if (form.Text("kind") == "fifo")
        {
            attributes["FifoTopic"] = "true";
            name = name.EndsWith(".fifo", StringComparison.Ordinal) ? name : name + ".fifo";
            if (form.IsChecked("content"))
                attributes["ContentBasedDeduplication"] = "true";
        }
        if (page.Host.Read(page.State<SnsState>("sns"), s => s.Topics.ContainsKey(name)))
            return Outcome.Refused($"There is a topic {name} already.");
        return (
            await page.CallAsync("sns", "CreateTopic", new() { ["Name"] = name, ["Attributes"] = attributes }).ConfigureAwait(false)
        ).Ok(out _, out var error)
            ? Outcome.Done($"Topic {name} is made.", name)
            : Outcome.Refused(error);
    }

    private static async ValueTask<Outcome> PublishAsync(ConsoleRequest page, ConsoleForm form, string name)
    {
        var input = new JsonObject { ["TopicArn"] = Arn(page, name), ["Message"] = form.Area("message") };
        var attributes = AttributeLines.Read(form.Text("attributes"), out var wrong);
        if (wrong is not null)
            return Outcome.Refused(wrong);
        if (attributes is not null)
            input["MessageAttributes"] = attributes;
        foreach (
            var (field, member) in ((string, string)[])
                [("subject", "Subject"), ("group", "MessageGroupId"), ("deduplication", "MessageDeduplicationId")]
        )
            if (form.Optional(field) is { } value)
                input[member] = value;
        return (await page.CallAsync("sns", "Publish", input).ConfigureAwait(false)).Ok(out var answer, out var error)
            ? Outcome.Done($"Message {answer.GetProperty("MessageId").GetString()} is published to {name}.")
            : Outcome.Refused(error);
    }

    private static async ValueTask<Outcome> SubscribeAsync(ConsoleRequest page, ConsoleForm form, string name)
    {
        var (protocol, endpoint, attributes) = (form.Text("protocol"), form.Text("endpoint").Trim(), new JsonObject());
        if (form.Optional("filter") is not null)
        {
            attributes["FilterPolicy"] = form.Area("filter");
            attributes["FilterPolicyScope"] = form.Text("scope");
        }
        if (form.IsChecked("raw"))
            attributes["RawMessageDelivery"] = "true";
        var input = new JsonObject
        {
            ["TopicArn"] = Arn(page, name),
            ["Protocol"] = protocol,
            ["Endpoint"] = endpoint,
            ["Attributes"] = attributes,
        };
        return (await page.CallAsync("sns", "Subscribe", input).ConfigureAwait(false)).Ok(out var answer, out var error)
            ? Outcome.Done(
                answer.GetProperty("SubscriptionArn").GetString()!.StartsWith("arn:", StringComparison.Ordinal)
                    ? $"{endpoint} is subscribed to {name}."
                    : $"{endpoint} was asked to confirm. The button of its row confirms too."
            )
            : Outcome.Refused(error);
    }

    // With the token that the endpoint was sent.
    private static ValueTask<Outcome> ConfirmAsync(ConsoleRequest page, ConsoleForm form, string name) =>
        page.Host.Read(page.State<SnsState>("sns"), s => s.Topics.GetValueOrDefault(name)?.Find(form.Text("subscription"))?.Row)
            is { Token: { } token } row
            ? page.DoAsync(
                "sns",
                "ConfirmSubscription",
                new() { ["TopicArn"] = Arn(page, name), ["Token"] = token },
                $"{row.Endpoint} is confirmed."
            )
            : new(Outcome.Refused("The subscription is not there any more."));

    private static async ValueTask<Outcome> DeleteAsync(ConsoleRequest page, string name) =>
        (await page.CallAsync("sns", "DeleteTopic", new() { ["TopicArn"] = Arn(page, name) }).ConfigureAwait(false)).Ok(
            out _,
            out var error
        )
            ? Outcome.Gone($"Topic {name} is deleted.")
            : Outcome.Refused(error);
}
