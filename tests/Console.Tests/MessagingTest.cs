using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace Console.Tests;

/// <summary>With what pages of queues, events, topics and schedules need.</summary>
public abstract class MessagingTest(Chromium chromium) : ConsoleTest(chromium)
{
    protected static string Arn(string service, string resource) => $"arn:aws:{service}:us-east-1:000000000000:{resource}";

    protected Task QueueAsync(string name, JsonObject? attributes = null) =>
        CallAsync("AmazonSQS.CreateQueue", new() { ["QueueName"] = name, ["Attributes"] = attributes ?? [] });

    protected Task SendAsync(string queue, string body) =>
        CallAsync("AmazonSQS.SendMessage", new() { ["QueueUrl"] = queue, ["MessageBody"] = body });

    /// <summary>An operation of the query protocol, whose parameters stand in the address.</summary>
    protected async Task QueryAsync(string query)
    {
        using var answer = await Http.GetAsync(query, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Opens what is folded, by keyboard.</summary>
    protected static Task OpenAsync(IPage page, string title) => PressAsync(page, page.Locator("summary", new() { HasText = title }));
}
