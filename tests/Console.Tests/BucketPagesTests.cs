using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Console.Tests;

public sealed class BucketPagesTests(Chromium chromium) : DataTest(chromium)
{
    [Fact]
    public async Task Buckets_look_right()
    {
        await PutObjectAsync("/files-1", "", "");
        await PutObjectAsync("/files-1/orders/o-1.json", """{"n":1,"html":"<b>bold</b>"}""", "application/json");
        await PutObjectAsync(
            $"/files-1/{new string('x', 200)}.svg",
            "<svg xmlns='http://www.w3.org/2000/svg' width='30' height='30'><script>document.title='acted'</script></svg>",
            "image/svg+xml"
        );
        foreach (
            var query in (string[])
                [
                    "?view=buckets",
                    "?view=buckets&name=files-1",
                    "?view=buckets&name=files-1&key=orders/o-1.json",
                    $"?view=buckets&name=files-1&key={new string('x', 200)}.svg",
                ]
        )
            await LooksRightAsync(query);
    }

    [Fact]
    public async Task A_bucket_is_made_filled_emptied_and_deleted_by_keyboard()
    {
        var page = await OpenAsync("?view=buckets");
        await PressAsync(page, Fold(page, "Create a bucket"));
        await TypeAsync(page, "Name", "files-1");
        var keeps = page.GetByLabel("Keep the versions of objects");
        await TabToAsync(page, keeps);
        await page.Keyboard.PressAsync("Space");
        await PressAsync(page, Button(page, "Create the bucket"));
        await SaysAsync(page, "The bucket files-1 is made.");

        await PressAsync(page, Fold(page, "Upload a file"));
        // Which file, a browser asks with a window of its own
        await page.GetByLabel("File", new() { Exact = true })
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "a.txt",
                    MimeType = "text/plain",
                    Buffer = "hello"u8.ToArray(),
                }
            );
        await TypeAsync(page, "Key prefix", "in/");
        await PressAsync(page, Button(page, "Upload"));
        await SaysAsync(page, "in/a.txt is uploaded: 5 B.");
        await Expect(page.Locator("pre.block")).ToContainTextAsync("hello");
        await ConfirmAsync(page, "Delete the object");
        await SaysAsync(page, "in/a.txt is deleted.");
        await page.GotoAsync("/_localcloud?view=buckets&name=files-1&key=in%2Fa.txt");
        await ConfirmAsync(page, "Delete the version");
        await SaysAsync(page, "Version ");
        await Expect(page.Locator("pre.block")).ToContainTextAsync("hello");

        await page.GotoAsync("/_localcloud?view=buckets&name=files-1");
        await PressAsync(page, Button(page, "Keep no further versions"));
        await SaysAsync(page, "files-1 keeps no further versions");
        await ConfirmAsync(page, "Delete the bucket");
        await SaysAsync(page, "BucketNotEmpty");
        await ConfirmAsync(page, "Empty the bucket");
        await SaysAsync(page, "files-1 is empty: 1 object deleted.");
        await ConfirmAsync(page, "Delete the bucket");
        await SaysAsync(page, "The bucket files-1 is deleted.");
    }

    [Theory]
    [InlineData("text/html", "<title>page</title><script>document.title = 'acted'</script>")]
    [InlineData("image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg'><script>document.title = 'acted'</script></svg>")]
    public async Task An_object_that_is_opened_does_not_act(string type, string content)
    {
        await PutObjectAsync("/files-1", "", "");
        await PutObjectAsync("/files-1/x", content, type);
        var page = await OpenAsync("?view=buckets&name=files-1&key=x");
        await PressAsync(page, page.GetByRole(AriaRole.Link, new() { Name = "Open", Exact = true }));
        await Expect(page).ToHaveURLAsync(new Regex("/_localcloud/object[?]"));
        Assert.Equal("null", await page.EvaluateAsync<string>("origin"));
        Assert.NotEqual("acted", await page.TitleAsync());
    }
}
