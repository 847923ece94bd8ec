using System.Text.Json.Nodes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Console.Tests;

public sealed class FunctionPagesTests(Chromium chromium) : DataTest(chromium)
{
    private const string Echo = """
        exports.handler = async event => {
          console.log(JSON.stringify({ level: 'info', message: 'got <b>it</b>', n: event.n }));
          return { twice: event.n * 2 };
        };
        """;

    [Fact]
    public async Task Functions_look_right()
    {
        await MappedAsync();
        await SendAsync(HttpMethod.Post, "/2015-03-31/functions/echo/invocations", new() { ["n"] = 4 });
        var page = await OpenAsync("?view=functions&name=echo");
        var request = await page.Locator("#live-invocations tbody a").First.InnerTextAsync();
        foreach (var query in (string[])["?view=functions", "?view=functions&name=echo", $"?view=functions&request={request}"])
            await LooksRightAsync(query);
    }

    [Fact]
    public async Task A_function_is_invoked_with_a_saved_event_and_replayed_by_keyboard()
    {
        await FunctionAsync("echo", Echo);
        var page = await OpenAsync("?view=functions&name=echo");
        await TypeAsync(page, "Event, as JSON", """{"n":21}""");
        await TypeAsync(page, "Save the event as", "twenty-one");
        await PressAsync(page, Button(page, "Invoke"));
        await SaysAsync(page, "echo answered after");
        await Expect(page.Locator(".said")).ToContainTextAsync("\"twice\": 42");
        await PressAsync(page, page.GetByRole(AriaRole.Link, new() { Name = "twenty-one" }));
        await Expect(page.GetByLabel("Event, as JSON")).ToHaveValueAsync("""{"n":21}""");

        await PressAsync(page, page.Locator("#live-invocations tbody a").First);
        await PressAsync(page, Button(page, "Replay it"));
        await SaysAsync(page, "echo answered after");
        await page.GotoAsync("/_localcloud?view=functions&name=echo");
        await Expect(page.Locator("#live-invocations tbody tr")).ToHaveCountAsync(2);
        await PressAsync(page, Button(page, "Delete"));
        await SaysAsync(page, "The saved event twenty-one is deleted.");
    }

    [Fact]
    public async Task A_function_is_limited_and_its_mapping_switched_by_keyboard()
    {
        await MappedAsync();
        var page = await OpenAsync("?view=functions&name=echo");
        await PressAsync(page, Button(page, "Disable"));
        await SaysAsync(page, "The mapping is disabled");
        await PressAsync(page, Button(page, "Enable"));
        await SaysAsync(page, "The mapping is enabled");
        await TypeAsync(page, "Invocations at once", "0");
        await PressAsync(page, Button(page, "Reserve"));
        await SaysAsync(page, "echo is stopped");
        await PressAsync(page, Button(page, "Reserve nothing"));
        await SaysAsync(page, "Nothing is reserved for echo");
    }

    [Fact]
    public async Task A_log_is_followed_filtered_and_deleted_by_keyboard()
    {
        await FunctionAsync("echo", Echo);
        await SendAsync(HttpMethod.Post, "/2015-03-31/functions/echo/invocations", new() { ["n"] = 1 });
        var page = await OpenAsync("?view=functions&name=echo");
        await PressAsync(page, page.GetByRole(AriaRole.Link, new() { Name = "Follow its log" }));
        await Expect(page.Locator("#live-events")).ToContainTextAsync("got <b>it</b>");
        await TypeAsync(page, "Text", "got");
        await PressAsync(page, Button(page, "Show"));
        await Expect(page.Locator("#live-events tbody tr")).ToHaveCountAsync(1);
        await SendAsync(HttpMethod.Post, "/2015-03-31/functions/echo/invocations", new() { ["n"] = 77 });
        await Expect(page.Locator("#live-events tbody tr")).ToHaveCountAsync(2);
        await PressAsync(page, page.Locator("#live-events summary").First);
        await Expect(page.Locator("#live-events pre.block").First).ToContainTextAsync("\"n\": 77");
        await LooksRightAsync("?view=logs");
        await LooksRightAsync("?view=logs&name=/aws/lambda/echo");

        await page.GotoAsync("/_localcloud?view=logs&name=/aws/lambda/echo");
        await PressAsync(page, Fold(page, "Keep events for another time"));
        await TypeAsync(page, "Events are kept", "7");
        await PressAsync(page, Button(page, "Change"));
        await SaysAsync(page, "Events of /aws/lambda/echo are kept for 7 days.");
        await ConfirmAsync(page, "Delete the log group");
        await SaysAsync(page, "The log group /aws/lambda/echo is deleted.");
    }

    private async Task MappedAsync()
    {
        await FunctionAsync("echo", Echo);
        await CallAsync("AmazonSQS.CreateQueue", new() { ["QueueName"] = "jobs" });
        await SendAsync(
            HttpMethod.Post,
            "/2015-03-31/event-source-mappings",
            new JsonObject { ["FunctionName"] = "echo", ["EventSourceArn"] = "arn:aws:sqs:us-east-1:000000000000:jobs" }
        );
    }
}
