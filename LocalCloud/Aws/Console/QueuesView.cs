using System.Text.Json;
using LocalCloud.Aws.Sqs;
using LocalCloud.Aws.Sqs.History;

namespace LocalCloud.Aws.WebConsole;

/// <summary>Queues, and the messages of one: looked at, not received.</summary>
internal sealed class QueuesView : IConsoleView
{
    private const int Most = 50;

    public string Id => "queues";

    public string Title => "Queues";

    public int? Count(ConsoleRequest page) => page.Host.Read(page.State<SqsState>("sqs"), s => s.Queues.Count);

    public ValueTask<Html> ShowAsync(ConsoleRequest page) => new(page.Host.Read(page.State<SqsState>("sqs"), state => Html.Of($"""
        {Widgets.Table("Queues", ["Queue", "Visible", "In flight", "Delayed", "Dead letters to"], state.Queues.Values.Select(q => page.Row(q.Name,
            Widgets.Number(q.Count(MessageStatus.Visible)), Widgets.Number(q.Count(MessageStatus.InFlight)),
            Widgets.Number(q.Count(MessageStatus.Delayed)), Widgets.Text(DeadLetters(q)))))}
        {(page.Name is { } name && state.Queues.TryGetValue(name, out var queue) ? Detail(page, queue) : Widgets.Text(null))}
        """)));

    private static Html Detail(ConsoleRequest page, Queue queue) => Html.Of($"""
        <h2>{queue.Name}</h2>
        <dl>{queue.Row.Attributes.OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => Html.Of($"<dt>{a.Key}</dt><dd><code>{a.Value}</code></dd>"))}</dl>
        <h3>Messages, oldest first</h3>
        {Widgets.Table("Queues", ["Sent", "State", "Received", "Body"], queue.Messages.OrderBy(m => m.Number).Take(Most).Select(r => Row(page, r)))}
        <h3>What happened, newest first</h3>
        {Widgets.Table("Queues", ["At", "Message", "What", "Receives", ""], queue.History.Steps.Reverse().Take(Most).Select(r => Row(page, r)))}
        """);

    private static Html Row(ConsoleRequest page, Message message) => Html.Of($"""
        <tr><td>{page.Time(DateTimeOffset.FromUnixTimeMilliseconds(message.Sent))}<br><small>{message.Id}</small></td>
        <td>{message.Status.ToString()}</td><td>{Widgets.Number(message.Delivery.Receives)}</td>
        <td><pre>{message.Content.Body.ToString()}</pre>
        {(message.Content.Attributes ?? []).Select(a => Html.Of($"<small>{a.Key} = {a.Value.StringValue ?? a.Value.DataType}</small><br>"))}</td></tr>
        """);

    private static Html Row(ConsoleRequest page, MessageStep step) => Html.Of($"""
        <tr><td>{page.Time(DateTimeOffset.FromUnixTimeMilliseconds(step.At))}</td><td><small>{step.MessageId}</small></td>
        <td>{Widgets.Status(step.What)}</td><td>{Widgets.Number(step.Receives)}</td><td><small>{step.Detail} {step.TraceParent}</small></td></tr>
        """);

    private static string? DeadLetters(Queue queue)
    {
        if (queue.Row.Attributes.GetValueOrDefault("RedrivePolicy") is not { } policy)
            return null;
        using var document = JsonDocument.Parse(policy);
        return document.RootElement.TryGetProperty("deadLetterTargetArn", out var arn) ? arn.GetString()?.Split(':')[^1] : null;
    }
}
