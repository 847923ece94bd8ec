using static Microsoft.Playwright.Assertions;

namespace Console.Tests;

public sealed class ParametersAndSecretsTests(Chromium chromium) : MessagingTest(chromium)
{
    [Fact]
    public async Task A_parameter_is_put_shown_changed_and_deleted_by_keyboard()
    {
        await CallAsync(
            "AmazonSSM.PutParameter",
            new()
            {
                ["Name"] = "/shop/currency",
                ["Type"] = "String",
                ["Value"] = "eur",
            }
        );
        var page = await OpenAsync("?view=parameters");
        await OpenAsync(page, "Put a parameter");
        await TypeAsync(page, "Name", "/shop/stripe/key");
        await TypeAsync(page, "Type", "SecureString");
        await TypeAsync(page, "Value", "very-secret");
        await PressAsync(page, Button(page, "Put the parameter"));
        await SaysAsync(page, "/shop/stripe/key is put, as version 1.");
        Assert.DoesNotContain("very-secret", await page.ContentAsync(), StringComparison.Ordinal);
        await PressAsync(page, Button(page, "Show the value"));
        await SaysAsync(page, "very-secret");
        await LooksRightAsync("?view=parameters");
        await LooksRightAsync("?view=parameters&path=/shop/");
        await LooksRightAsync("?view=parameters&name=/shop/stripe/key");

        await OpenAsync(page, "Put a new value");
        await TypeAsync(page, "Value", "other");
        await PressAsync(page, Button(page, "Put the value"));
        await SaysAsync(page, "is put, as version 2.");
        await OpenAsync(page, "Delete the parameter");
        await PressAsync(page, Button(page, "Delete the parameter"));
        await SaysAsync(page, "/shop/stripe/key is deleted.");

        await TypeAsync(page, "Path, or a part of the name", "/other/");
        await PressAsync(page, Button(page, "Show"));
        await Expect(page.Locator("#live-parameters")).ToContainTextAsync("No parameter is called “/other/”.");
    }

    [Fact]
    public async Task A_secret_is_made_shown_changed_deleted_and_restored_by_keyboard()
    {
        var page = await OpenAsync("?view=secrets");
        await OpenAsync(page, "Create a secret");
        await TypeAsync(page, "Name", "shop/database");
        await TypeAsync(page, "Value", """{"password":"very-secret"}""");
        await PressAsync(page, Button(page, "Create the secret"));
        await SaysAsync(page, "Secret shop/database is made.");
        await PressAsync(page, Button(page, "Show the value"));
        await SaysAsync(page, "very-secret");
        await OpenAsync(page, "Put a new value");
        await TypeAsync(page, "Value", "second");
        await PressAsync(page, Button(page, "Put the value"));
        await SaysAsync(page, "shop/database has a new value");
        await PressAsync(page, page.GetByText("Make current"));
        await SaysAsync(page, "of shop/database is AWSCURRENT.");
        await LooksRightAsync("?view=secrets");
        await LooksRightAsync("?view=secrets&name=shop/database");

        await OpenAsync(page, "Delete the secret");
        await TypeAsync(page, "Days in which it can be restored", "7");
        await PressAsync(page, Button(page, "Delete the secret"));
        await SaysAsync(page, "shop/database is gone in 7 days.");
        await PressAsync(page, Button(page, "Restore it"));
        await SaysAsync(page, "shop/database is in use again.");
        await OpenAsync(page, "Delete it at once");
        await PressAsync(page, Button(page, "Delete it at once"));
        await SaysAsync(page, "Secret shop/database is deleted.");
    }
}
