using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Console.Tests;

public sealed class ClockAndFaultsTests(Chromium chromium) : ConsoleTest(chromium)
{
    [Fact]
    public async Task Clock_and_faults_look_right()
    {
        using var answer = await Http.PostAsync(
            "/_localcloud/faults",
            new StringContent("""{"kind":"error","service":"sqs"}"""),
            TestContext.Current.CancellationToken
        );
        await LooksRightAsync("?view=clock");
        await LooksRightAsync("?view=faults");
    }

    [Fact]
    public async Task The_clock_is_held_moved_set_and_let_run_by_keyboard()
    {
        var page = await OpenAsync("?view=clock");
        await PressAsync(page, Button(page, "Hold it"));
        await Expect(page.Locator("dl")).ToContainTextAsync("held");
        var held = await NowAsync();

        await PressAsync(page, Button(page, "+ 15 minutes"));
        await SaysAsync(page, "It is ");
        Assert.Equal(held.AddMinutes(15), await NowAsync());

        await TypeAsync(page, "Seconds that are to pass", "5.5");
        await PressAsync(page, Button(page, "Advance"));
        await SaysAsync(page, "It is ");
        Assert.Equal(held.AddMinutes(15).AddSeconds(5.5), await NowAsync());

        var time = held.Date.AddDays(40).AddHours(18);
        await TypeAsync(page, "Time that it is to be (UTC)", time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
        await PressAsync(page, Button(page, "Set"));
        await SaysAsync(page, "It is ");
        Assert.Equal(time, await NowAsync());

        await TypeAsync(page, "Time that it is to be (UTC)", "2020-01-01");
        await PressAsync(page, Button(page, "Set"));
        await SaysAsync(page, "The clock does not go back");
        await PressAsync(page, Button(page, "Let it run"));
        await Expect(page.Locator("dl")).ToContainTextAsync("running");
    }

    [Fact]
    public async Task A_fault_is_set_and_taken_away_by_keyboard()
    {
        var page = await OpenAsync("?view=faults");
        await TypeAsync(page, "Kind", "error");
        await TypeAsync(page, "Service", "sqs");
        await TypeAsync(page, "Operation", "CreateQueue");
        await TypeAsync(page, "Hits", "1");
        await PressAsync(page, Button(page, "Set the fault"));
        await SaysAsync(page, "fault-1 is set.");
        using (
            var refused = await Http.GetAsync(
                "/?Action=CreateQueue&QueueName=jobs&Version=2012-11-05",
                TestContext.Current.CancellationToken
            )
        )
            Assert.Equal(500, (int)refused.StatusCode);
        await Expect(page.Locator("#live-faults td .number")).ToHaveTextAsync("1");

        await PressAsync(page, Button(page, "Take away"));
        await SaysAsync(page, "fault-1 is gone.");
        await page.GetByText("No fault is set").WaitForAsync();
    }

    private async Task<DateTime> NowAsync() =>
        DateTime.Parse(
            (string)JsonNode.Parse(await Http.GetStringAsync("/_localcloud/time", TestContext.Current.CancellationToken))!["now"]!,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AdjustToUniversal
        );
}
