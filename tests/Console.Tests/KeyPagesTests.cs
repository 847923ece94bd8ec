using static Microsoft.Playwright.Assertions;

namespace Console.Tests;

public sealed class KeyPagesTests(Chromium chromium) : MessagingTest(chromium)
{
    [Fact]
    public async Task A_key_is_made_tried_disabled_deleted_and_kept_by_keyboard()
    {
        var page = await OpenAsync("?view=keys");
        await OpenAsync(page, "Create a key");
        await TypeAsync(page, "Alias", "shop/orders");
        await TypeAsync(page, "Description", "of the shop");
        await PressAsync(page, Button(page, "Create the key"));
        await SaysAsync(page, "Key alias/shop/orders is made.");
        await LooksRightAsync("?view=keys");

        await OpenAsync(page, "Encrypt a text");
        await TypeAsync(page, "Text", "very secret");
        await PressAsync(page, Button(page, "Encrypt"));
        await SaysAsync(page, "Encrypted, in Base64:");
        // Not the button that copies it
        var ciphertext = await page.Locator(".said pre")
            .EvaluateAsync<string>("pre => [...pre.childNodes].filter(n => n.nodeType === Node.TEXT_NODE).map(n => n.data).join('')");
        await OpenAsync(page, "Decrypt a text");
        await TypeAsync(page, "Ciphertext", ciphertext);
        await PressAsync(page, Button(page, "Decrypt"));
        await SaysAsync(page, "very secret");

        await PressAsync(page, Button(page, "Rotate it now"));
        await SaysAsync(page, "The key encrypts with new material.");
        await PressAsync(page, Button(page, "Disable it"));
        await SaysAsync(page, "The key is disabled");
        await OpenAsync(page, "Delete the key");
        await TypeAsync(page, "Days in which it can be kept after all", "7");
        await PressAsync(page, Button(page, "Delete the key"));
        await SaysAsync(page, "The key is gone in 7 days");
        await Expect(page.Locator("#live-key")).ToContainTextAsync("to be deleted");
        await PressAsync(page, Button(page, "Keep it"));
        await SaysAsync(page, "The key is kept.");
        await PressAsync(page, Button(page, "Enable it"));
        await SaysAsync(page, "The key is enabled.");
    }
}
