using System.Globalization;
using System.Text.Json.Nodes;
using LocalCloud.Aws.Sqs;
using LocalCloud.Aws.Sqs.History;

namespace LocalCloud.Aws.WebConsole;

/// <summary>Carries out the forms of queues by the operations that everybody uses.</summary>
internal static class QueueActions
{
    private static readonly string[] Changeable =
    [
        "VisibilityTimeout",
        "MessageRetentionPeriod",
        "DelaySeconds",
        "ReceiveMessageWaitTimeSeconds",
        "MaximumMessageSize",
    ];

    public static ValueTask<Outcome> ActAsync(ConsoleRequest page, ConsoleForm form) =>
        (form.Action, page.Name) switch
        {
            ("create", _) => CreateAsync(page, form),
            ("send", { } name) => SendAsync(page, form, name),
            ("change", { } name) => ChangeAsync(page, form, name),
            ("purge", { } name) => page.DoAsync("sqs", "PurgeQueue", new() { ["QueueUrl"] = Url(page, name) }, $"{name} is empty."),
            ("delete", { } name) => DeleteAsync(page, name),
            ("delete-message", { } name) => DeleteMessageAsync(page, form, name),
            ("move", { } name) => MoveAsync(page, form, name),
            ("cancel-move", { } name) => page.DoAsync(
                "sqs",
                "CancelMessageMoveTask",
                new() { ["TaskHandle"] = form.Text("handle") },
                $"The redrive of {name} ends. What has been moved stays where it is."
            ),
            _ => new(Outcome.Refused($"Queues have no {form.Action}.")),
        };

    public static string Url(ConsoleRequest page, string name) => $"{page.Endpoint}/{page.Scope.Account}/{name}";

    private static ValueTask<Outcome> CreateAsync(ConsoleRequest page, ConsoleForm form)
    {
        var name = form.Text("queue").Trim();
        var attributes = new JsonObject();
        if (form.Text("kind") == "fifo")
        {
            attributes["FifoQueue"] = "true";
            name = name.EndsWith(".fifo", StringComparison.Ordinal) ? name : name + ".fifo";
            if (form.IsChecked("content"))
                attributes["ContentBasedDeduplication"] = "true";
        }
        if (form.Optional("visibility") is { } visibility)
            attributes["VisibilityTimeout"] = visibility.Trim();
        if (form.Optional("retention") is { } retention)
            attributes["MessageRetentionPeriod"] = retention.Trim();
        if (form.Optional("dead") is { } dead)
            attributes["RedrivePolicy"] = Redrive(dead, form.Optional("receives") ?? "3");
        return CreateAsync(page, name, attributes);
    }

    // AWS's own answer for a name that is taken is no error when the attributes are the same; here somebody believes to make something.
    private static async ValueTask<Outcome> CreateAsync(ConsoleRequest page, string name, JsonObject attributes) =>
        page.Host.Read(page.State<SqsState>("sqs"), s => s.Queues.ContainsKey(name)) ? Outcome.Refused($"There is a queue {name} already.")
        : (
            await page.CallAsync("sqs", "CreateQueue", new() { ["QueueName"] = name, ["Attributes"] = attributes }).ConfigureAwait(false)
        ).Ok(out _, out var error)
            ? Outcome.Done($"Queue {name} is made.", name)
        : Outcome.Refused(error);

    private static async ValueTask<Outcome> SendAsync(ConsoleRequest page, ConsoleForm form, string name)
    {
        var input = new JsonObject { ["QueueUrl"] = Url(page, name), ["MessageBody"] = form.Area("body") };
        var delay = form.Number("delay", "The delay", 0, 900, out var wrong);
        var attributes = AttributeLines.Read(form.Text("attributes"), out var wrongLine);
        if ((wrong ?? wrongLine) is { } reason)
            return Outcome.Refused(reason);
        if (attributes is not null)
            input["MessageAttributes"] = attributes;
        if (delay is { } seconds)
            input["DelaySeconds"] = seconds;
        if (form.Optional("group") is { } group)
            input["MessageGroupId"] = group;
        if (form.Optional("deduplication") is { } id)
            input["MessageDeduplicationId"] = id;
        return (await page.CallAsync("sqs", "SendMessage", input).ConfigureAwait(false)).Ok(out var answer, out var error)
            ? Outcome.Done($"Message {answer.GetProperty("MessageId").GetString()} was sent to {name}.")
            : Outcome.Refused(error);
    }

    private static async ValueTask<Outcome> ChangeAsync(ConsoleRequest page, ConsoleForm form, string name)
    {
        if (page.Host.Read(page.State<SqsState>("sqs"), s => s.Queues.GetValueOrDefault(name)?.Row.Attributes) is not { } before)
            return Outcome.Refused(SqsErrors.NoSuchQueue);
        var changed = new JsonObject();
        foreach (var attribute in Changeable)
            if (
                form.Optional(attribute)?.Trim() is { } value
                && value != (before.GetValueOrDefault(attribute) ?? QueueAttributes.Default(attribute, false))
            )
                changed[attribute] = value;
        var redrive = form.Optional("dead") is { } dead ? Redrive(dead, form.Optional("receives") ?? "3") : "";
        if (!IsSame(before.GetValueOrDefault("RedrivePolicy"), redrive))
            changed["RedrivePolicy"] = redrive;
        return changed.Count == 0
            ? Outcome.Done($"{name} is as it was: nothing was changed in the form.")
            : await page.DoAsync(
                    "sqs",
                    "SetQueueAttributes",
                    new() { ["QueueUrl"] = Url(page, name), ["Attributes"] = changed },
                    $"{string.Join(", ", changed.Select(c => c.Key))} of {name} {(changed.Count == 1 ? "is" : "are")} changed."
                )
                .ConfigureAwait(false);
    }

    private static async ValueTask<Outcome> DeleteAsync(ConsoleRequest page, string name) =>
        (await page.CallAsync("sqs", "DeleteQueue", new() { ["QueueUrl"] = Url(page, name) }).ConfigureAwait(false)).Ok(
            out _,
            out var error
        )
            ? Outcome.Gone($"Queue {name} is deleted.")
            : Outcome.Refused(error);

    // DeleteMessage needs the receipt of a receive, and in a FIFO queue one that still holds: whoever looks here has none.
    private static async ValueTask<Outcome> DeleteMessageAsync(ConsoleRequest page, ConsoleForm form, string name)
    {
        var result = await page
            .Host.ChangeAsync(page.State<SqsState>("sqs"), Result<string> (state, changes) =>
            {
                if (
                    !long.TryParse(form.Text("number"), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                    || state.Queues.GetValueOrDefault(name) is not { } queue
                    || queue.Find(number) is not { } message
                )
                    return new AwsError("Gone", $"The message is not in {name} any more.");
                queue.Note(message, Steps.Deleted, detail: "by the console");
                queue.Remove(message, changes);
                return message.Id;
            })
            .ConfigureAwait(false);
        return result.Ok(out var id, out var error) ? Outcome.Done($"Message {id} is deleted.") : Outcome.Refused(error.Message);
    }

    private static async ValueTask<Outcome> MoveAsync(ConsoleRequest page, ConsoleForm form, string name)
    {
        var rate = form.Number("rate", "Messages a second", 1, 500, out var wrong);
        if (wrong is not null)
            return Outcome.Refused(wrong);
        var input = new JsonObject { ["SourceArn"] = page.Scope.Arn("sqs", name) };
        if (form.Optional("to") is { } to)
            input["DestinationArn"] = to;
        if (rate is { } perSecond)
            input["MaxNumberOfMessagesPerSecond"] = perSecond;
        return await page.DoAsync("sqs", "StartMessageMoveTask", input, $"The messages of {name} are being moved.").ConfigureAwait(false);
    }

    private static string Redrive(string arn, string receives) =>
        new JsonObject { ["deadLetterTargetArn"] = arn, ["maxReceiveCount"] = receives.Trim() }.ToJsonString();

    private static bool IsSame(string? before, string after)
    {
        var (x, y) = (Parsed(before), Parsed(after));
        return x == y;

        static RedrivePolicy? Parsed(string? text) =>
            text is { Length: > 0 } && RedrivePolicy.Parse(text).Ok(out var policy, out _) ? policy : null;
    }
}
