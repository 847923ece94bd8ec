using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Console.Tests;

public sealed class TopicsAndSchedulesTests(Chromium chromium) : MessagingTest(chromium)
{
    [Fact]
    public async Task A_topic_is_made_subscribed_to_published_to_and_deleted_by_keyboard()
    {
        await QueueAsync("jobs");
        var page = await OpenAsync("?view=topics");
        await OpenAsync(page, "Create a topic");
        await TypeAsync(page, "Name", "orders");
        await PressAsync(page, Button(page, "Create the topic"));
        await SaysAsync(page, "Topic orders is made.");

        foreach (var (protocol, endpoint) in ((string, string)[])[("sqs", Arn("sqs", "jobs")), ("email", "ada@example.com")])
        {
            await OpenAsync(page, "Subscribe an endpoint");
            await TypeAsync(page, "Protocol", protocol);
            await TypeAsync(page, "Endpoint", endpoint);
            await TypeAsync(page, "Filter policy", """{"shop":["eu"]}""");
            await PressAsync(page, Button(page, "Subscribe it"));
            await SaysAsync(page, endpoint);
        }
        await PressAsync(page, Button(page, "Confirm the subscription of ada@example.com"));
        await SaysAsync(page, "ada@example.com is confirmed.");

        await OpenAsync(page, "Publish a message");
        await TypeAsync(page, "Message", "hello");
        await TypeAsync(page, "Attributes", "shop=String:us");
        await PressAsync(page, Button(page, "Publish the message"));
        await SaysAsync(page, "is published to orders.");
        await Expect(page.Locator("#live-messages")).ToContainTextAsync("is not in [\"eu\"]");
        await LooksRightAsync("?view=topics");
        await LooksRightAsync("?view=topics&name=orders");

        await PressAsync(page, page.Locator("#live-subscriptions summary").First);
        await PressAsync(page, page.Locator("#live-subscriptions button.bad").First);
        await SaysAsync(page, "It is no longer subscribed to orders.");
        await OpenAsync(page, "Delete the topic");
        await PressAsync(page, Button(page, "Delete the topic"));
        await SaysAsync(page, "Topic orders is deleted.");
    }

    [Fact]
    public async Task A_schedule_is_made_fired_switched_and_deleted_by_keyboard()
    {
        await QueueAsync("jobs");
        var page = await OpenAsync("?view=schedules");
        await OpenAsync(page, "Create a schedule");
        await TypeAsync(page, "Name", "nightly");
        await TypeAsync(page, "Expression", "cron(0 7 * * ? *)");
        await TypeAsync(page, "Target", Arn("sqs", "jobs"));
        await PressAsync(page, Button(page, "Create the schedule"));
        await SaysAsync(page, "Schedule nightly is made.");
        await PressAsync(page, Button(page, "Fire now default/nightly"));
        await SaysAsync(page, "default/nightly was fired");
        await Expect(page.Locator("#live-invocations")).ToContainTextAsync("delivered");
        await LooksRightAsync("?view=schedules");
        await LooksRightAsync("?view=schedules&name=default/nightly");

        await PressAsync(page, Button(page, "Disable default/nightly"));
        await SaysAsync(page, "default/nightly is disabled");
        await PressAsync(page, Button(page, "Enable default/nightly"));
        await SaysAsync(page, "default/nightly is enabled.");
        await OpenAsync(page, "Delete the schedule");
        await PressAsync(page, Button(page, "Delete the schedule"));
        await SaysAsync(page, "default/nightly is deleted.");
    }
}
