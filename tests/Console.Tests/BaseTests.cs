using System.Text.Json.Nodes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Console.Tests;

/// <summary>
/// What every page of the console has: the way around by keyboard, search, live parts, the time zone, and forms without script.
/// </summary>
public sealed class BaseTests(Chromium chromium) : ConsoleTest(chromium)
{
    [Theory]
    [InlineData("?view=overview")]
    [InlineData("?view=coverage&name=sqs")]
    [InlineData("?view=search&q=jobs")]
    public async Task Pages_that_only_show_look_right(string query)
    {
        await CallAsync("AmazonSQS.CreateQueue", new() { ["QueueName"] = "jobs" });
        await LooksRightAsync(query);
    }

    [Fact]
    public async Task The_first_tab_skips_to_the_content()
    {
        var page = await OpenAsync("?view=faults");
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Skip to the content" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Refresh" })).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Ctrl_K_searches_across_everything_and_the_menu_tells_where_one_is()
    {
        var page = await OpenAsync("?view=faults");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Faults" })).ToHaveAttributeAsync("aria-current", "page");
        await page.Keyboard.PressAsync("Control+K");
        await Expect(page.GetByRole(AriaRole.Searchbox)).ToBeFocusedAsync();
        await page.Keyboard.InsertTextAsync("nothing-is-called-so");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#found")).ToHaveTextAsync("0 found for “nothing-is-called-so”");
    }

    [Fact]
    public async Task A_page_follows_what_changes_and_leaves_alone_what_is_being_written()
    {
        var page = await OpenAsync("?view=faults");
        await page.GetByLabel("Operation").FillAsync("SendMess");
        await FaultAsync(new() { ["kind"] = "latency", ["milliseconds"] = 5 });
        await Expect(page.Locator("#live-faults")).ToContainTextAsync("latency 5 ms");
        await Expect(page.Locator("#count-faults")).ToHaveTextAsync("1");
        await Expect(page.GetByLabel("Operation")).ToHaveValueAsync("SendMess");

        await page.GetByRole(AriaRole.Button, new() { Name = "Pause changes" }).ClickAsync();
        await FaultAsync(new() { ["kind"] = "throttling" });
        var other = await OpenAsync("?view=faults");
        await Expect(other.Locator("#live-faults")).ToContainTextAsync("throttling");
        Assert.DoesNotContain("throttling", await page.Locator("#live-faults").InnerTextAsync(), StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Button, new() { Name = "Follow changes" }).ClickAsync();
        await Expect(page.Locator("#live-faults")).ToContainTextAsync("throttling");
    }

    [Fact]
    public async Task Times_are_shown_in_the_zone_that_was_chosen_and_it_is_named()
    {
        var page = await OpenAsync("?view=clock");
        await Expect(page.Locator(".bar")).ToContainTextAsync("times in UTC");
        await page.GetByText("Time zone", new() { Exact = true }).ClickAsync();
        await page.GetByLabel("Name of the zone").FillAsync("Europe/Vienn");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show times in it" }).ClickAsync();
        await SaysAsync(page, "There is no time zone \"Europe/Vienn\"");
        await page.GetByText("Time zone", new() { Exact = true }).ClickAsync();
        await page.GetByLabel("Name of the zone").FillAsync("Asia/Kolkata");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show times in it" }).ClickAsync();
        await Expect(page.Locator(".bar")).ToContainTextAsync("times in Asia/Kolkata");
        await Expect(page.Locator("dl")).ToContainTextAsync("(Asia/Kolkata)");
    }

    [Fact]
    public async Task Forms_work_without_script()
    {
        var page = await OpenAsync("?view=faults", hasScript: false);
        await page.GetByLabel("Kind").SelectOptionAsync("latency");
        await Button(page, "Set the fault").ClickAsync();
        await SaysAsync(page, "latency needs milliseconds");
        await Expect(page.GetByLabel("Kind")).ToHaveValueAsync("latency");
        await page.GetByLabel("Milliseconds").FillAsync("7");
        await Button(page, "Set the fault").ClickAsync();
        await SaysAsync(page, "fault-1 is set.");
        await Expect(page.Locator("#live-faults")).ToContainTextAsync("latency 7 ms");
    }

    [Fact]
    public async Task A_form_of_before_a_restart_or_of_another_page_does_nothing()
    {
        using var answer = await Http.PostAsync(
            "/_localcloud?view=faults",
            new FormUrlEncodedContent(
                new Dictionary<string, string>
                {
                    ["token"] = "of-before",
                    ["action"] = "set",
                    ["kind"] = "throttling",
                }
            ),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains(
            "Nothing was done",
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
        Assert.Empty(
            JsonNode.Parse(await Http.GetStringAsync("/_localcloud/faults", TestContext.Current.CancellationToken))!["faults"]!.AsArray()
        );
    }

    private async Task FaultAsync(JsonObject fault)
    {
        using var answer = await Http.PostAsync(
            "/_localcloud/faults",
            new StringContent(fault.ToJsonString()),
            TestContext.Current.CancellationToken
        );
        answer.EnsureSuccessStatusCode();
    }
}
