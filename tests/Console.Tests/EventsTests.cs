using System.Text.Json.Nodes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Console.Tests;

public sealed class EventsTests(Chromium chromium) : MessagingTest(chromium)
{
    private const string Pattern = """{"source":["shop"],"detail":{"amount":[{"numeric":[">",100]}]}}""";

    [Fact]
    public async Task Events_look_right()
    {
        await ShopAsync();
        await LooksRightAsync("?view=events");
        await LooksRightAsync("?view=events&name=default");
        await LooksRightAsync("?view=events&name=paid");
        await LooksRightAsync($"?view=events&name={await PutAsync(50)}");
        await LooksRightAsync("?view=events&archive=all");
    }

    [Fact]
    public async Task An_event_is_put_by_keyboard_and_put_again()
    {
        await ShopAsync();
        var page = await OpenAsync("?view=events");
        await OpenAsync(page, "Put an event");
        await TypeAsync(page, "Detail", "{no json");
        await PressAsync(page, Button(page, "Put the event"));
        await SaysAsync(page, "MalformedDetail");
        await Expect(page.GetByLabel("Detail", new() { Exact = true })).ToHaveValueAsync("{no json");
        await TypeAsync(page, "Detail", """{"amount":50}""");
        await PressAsync(page, Button(page, "Put the event"));
        await SaysAsync(page, "was put into default: one rule matched it.");
        await Expect(page.Locator("#live-event")).ToContainTextAsync("Rules that it did not match, and why");
        await Expect(page.Locator("#live-event")).ToContainTextAsync("not met");
        await PressAsync(page, Button(page, "Put again"));
        await SaysAsync(page, "was put into default");
    }

    [Fact]
    public async Task A_pattern_is_tested_by_keyboard_and_says_why_not()
    {
        await ShopAsync();
        await PutAsync(50);
        var page = await OpenAsync("?view=events&name=paid");
        await OpenAsync(page, "Test a pattern");
        await PressAsync(page, Button(page, "Test the pattern"));
        await SaysAsync(page, "The pattern does not match the event: detail.amount is 50");
        await TypeAsync(page, "Pattern", """{"source":["shop"]}""");
        await PressAsync(page, Button(page, "Test the pattern"));
        await SaysAsync(page, "The pattern matches the event.");
    }

    [Fact]
    public async Task A_rule_is_switched_and_deleted_by_keyboard()
    {
        await ShopAsync();
        var page = await OpenAsync("?view=events");
        await PressAsync(page, Button(page, "Disable rule paid"));
        await SaysAsync(page, "Rule paid is disabled");
        await PressAsync(page, Button(page, "Enable rule paid"));
        await SaysAsync(page, "Rule paid is enabled.");
        await PressAsync(page, page.Locator("#live-rules").GetByRole(AriaRole.Link, new() { Name = "paid" }));
        await OpenAsync(page, "Delete the rule");
        await PressAsync(page, Button(page, "Delete the rule"));
        await SaysAsync(page, "Rule paid is deleted.");
    }

    [Fact]
    public async Task Buses_and_archives_are_made_replayed_and_deleted_by_keyboard()
    {
        var page = await OpenAsync("?view=events");
        await OpenAsync(page, "Create a bus");
        await TypeAsync(page, "Name", "shop", page.Locator("form", new() { HasText = "Create the bus" }));
        await PressAsync(page, Button(page, "Create the bus"));
        await SaysAsync(page, "Bus shop is made.");
        await OpenAsync(page, "Create an archive");
        var form = page.Locator("form", new() { HasText = "Create the archive" });
        await TypeAsync(page, "Name", "all", form);
        await TypeAsync(page, "Bus", "shop", form);
        await PressAsync(page, Button(page, "Create the archive"));
        await SaysAsync(page, "Archive all keeps what comes to shop from now on.");
        await PutAsync(1, "shop");
        await PressAsync(page, page.Locator("#live-archives").GetByRole(AriaRole.Link, new() { Name = "all" }));
        await PressAsync(page, Button(page, "Put again event 1 of the archive"));
        await SaysAsync(page, "was put into shop");

        await page.GotoAsync("/_localcloud?view=events&archive=all");
        await OpenAsync(page, "Replay events");
        await TypeAsync(page, "Name", "once");
        await PressAsync(page, Button(page, "Start the replay"));
        await SaysAsync(page, "Replay once begins.");
        await OpenAsync(page, "Delete the archive");
        await PressAsync(page, Button(page, "Delete the archive"));
        await SaysAsync(page, "Archive all is deleted.");
        await page.GotoAsync("/_localcloud?view=events&name=shop");
        await OpenAsync(page, "Delete the bus");
        await PressAsync(page, Button(page, "Delete the bus"));
        await SaysAsync(page, "Bus shop is deleted.");
    }

    private async Task ShopAsync()
    {
        await QueueAsync("jobs");
        await CallAsync("AWSEvents.PutRule", new() { ["Name"] = "paid", ["EventPattern"] = Pattern });
        await CallAsync(
            "AWSEvents.PutTargets",
            new() { ["Rule"] = "paid", ["Targets"] = new JsonArray(new JsonObject { ["Id"] = "jobs", ["Arn"] = Arn("sqs", "jobs") }) }
        );
        await CallAsync(
            "AWSEvents.CreateArchive",
            new() { ["ArchiveName"] = "all", ["EventSourceArn"] = Arn("events", "event-bus/default") }
        );
        await PutAsync(500);
    }

    private async Task<string> PutAsync(int amount, string bus = "default") => (
            await CallAsync(
                "AWSEvents.PutEvents",
                new()
                {
                    ["Entries"] = new JsonArray(
                        new JsonObject
                        {
                            ["Source"] = "shop",
                            ["DetailType"] = "order.paid",
                            ["Detail"] = $$"""{"amount":{{amount}}}""",
                            ["EventBusName"] = bus,
                        }
                    ),
                }
            )
        ).GetProperty("Entries")[0].GetProperty("EventId").GetString()!;
}
