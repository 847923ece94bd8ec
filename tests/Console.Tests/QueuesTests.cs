using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Console.Tests;

public sealed class QueuesTests(Chromium chromium) : MessagingTest(chromium)
{
    [Fact]
    public async Task Queues_look_right()
    {
        await QueueAsync("dead-letters-of-a-very-long-name-which-cloudformation-makes-1234567890ABCDEF");
        await QueueAsync(
            "jobs",
            new()
            {
                ["RedrivePolicy"] =
                    $$"""{"deadLetterTargetArn":"{{Arn("sqs", "dead-letters-of-a-very-long-name-which-cloudformation-makes-1234567890ABCDEF")}}","maxReceiveCount":3}""",
            }
        );
        for (var i = 0; i < 60; i++)
            await SendAsync("jobs", $$"""{"report":{{i}},"text":"{{new string('x', 300)}}"}""");
        await CallAsync("AmazonSQS.ReceiveMessage", new() { ["QueueUrl"] = "jobs" });
        await LooksRightAsync("?view=queues");
        await LooksRightAsync("?view=queues&name=jobs");
        await LooksRightAsync("?view=queues&name=dead-letters-of-a-very-long-name-which-cloudformation-makes-1234567890ABCDEF");
        await LooksRightAsync("?view=queues&name=nothing");
    }

    [Fact]
    public async Task A_queue_is_made_filled_looked_into_changed_emptied_and_deleted_by_keyboard()
    {
        var page = await OpenAsync("?view=queues");
        await OpenAsync(page, "Create a queue");
        await TypeAsync(page, "Name", "jobs");
        await PressAsync(page, Button(page, "Create the queue"));
        await SaysAsync(page, "Queue jobs is made.");

        await OpenAsync(page, "Send a message");
        await TypeAsync(page, "Body", """{"report":1}""");
        await TypeAsync(page, "Attributes", "priority=Number");
        await PressAsync(page, Button(page, "Send the message"));
        await SaysAsync(page, "Line 1 of the attributes");
        await Expect(page.GetByLabel("Body")).ToHaveValueAsync("""{"report":1}""");
        await TypeAsync(page, "Attributes", "priority=Number:5");
        await PressAsync(page, Button(page, "Send the message"));
        await SaysAsync(page, "was sent to jobs.");
        await Expect(page.Locator("#live-messages")).ToContainTextAsync("priority = Number:5");

        await OpenAsync(page, "Change attributes");
        await TypeAsync(page, "Hidden when received, in seconds", "120");
        await PressAsync(page, Button(page, "Change them"));
        await SaysAsync(page, "VisibilityTimeout of jobs is changed.");
        await Expect(page.Locator("#live-facts")).ToContainTextAsync("hidden for 2 minutes");

        await PressAsync(page, page.Locator("#live-messages summary"));
        await PressAsync(page, page.Locator("#live-messages button.bad"));
        await SaysAsync(page, "is deleted.");
        await Expect(page.Locator("#live-messages")).ToContainTextAsync("Nothing waits here.");

        await SendAsync("jobs", "x");
        await OpenAsync(page, "Purge");
        await PressAsync(page, Button(page, "Purge"));
        await SaysAsync(page, "jobs is empty.");
        await OpenAsync(page, "Delete the queue");
        await PressAsync(page, Button(page, "Delete the queue"));
        await SaysAsync(page, "Queue jobs is deleted.");
        await page.GetByText("There is no queue yet.").WaitForAsync();
    }

    [Fact]
    public async Task Dead_letters_are_moved_by_keyboard_and_a_slow_move_is_cancelled()
    {
        await QueueAsync("dead");
        await QueueAsync(
            "jobs",
            new() { ["RedrivePolicy"] = $$"""{"deadLetterTargetArn":"{{Arn("sqs", "dead")}}","maxReceiveCount":3}""" }
        );
        for (var i = 0; i < 30; i++)
            await SendAsync("dead", "x");
        var page = await OpenAsync("?view=queues&name=dead");
        await OpenAsync(page, "Redrive");
        await TypeAsync(page, "To", "jobs");
        await TypeAsync(page, "Messages a second", "1");
        await PressAsync(page, Button(page, "Start moving"));
        await SaysAsync(page, "The messages of dead are being moved.");
        await PressAsync(page, page.Locator("#live-moves button"));
        await SaysAsync(page, "The redrive of dead ends.");
        await Expect(page.Locator("#live-moves")).ToContainTextAsync("CANCELLED");
    }

    [Fact]
    public async Task Counts_and_messages_follow_what_happens_while_somebody_looks()
    {
        await QueueAsync("jobs");
        var page = await OpenAsync("?view=queues&name=jobs");
        await SendAsync("jobs", "hello");
        await Expect(page.Locator("#live-messages")).ToContainTextAsync("hello");
        await CallAsync("AmazonSQS.ReceiveMessage", new() { ["QueueUrl"] = "jobs" });
        await Expect(page.Locator("#live-messages")).ToContainTextAsync("in flight");
        using var moved = await Http.PostAsync("/_localcloud/time/advance?seconds=31", null, TestContext.Current.CancellationToken);
        await Expect(page.Locator("#live-messages .status")).ToHaveTextAsync("visible");
        await Expect(page.Locator("#live-counts")).ToContainTextAsync("Visible1");
    }
}
