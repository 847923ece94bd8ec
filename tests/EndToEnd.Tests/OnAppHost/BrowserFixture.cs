using Microsoft.Playwright;

namespace EndToEnd.Tests.OnAppHost;

/// <summary>Chromium, started when the first page is opened. With SCREENSHOTS=DIRECTORY the pages are kept as pictures.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private const string Chromium = "/usr/bin/chromium";
    private const float Patience = 120_000;
    private static readonly string[] Arguments =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
    ];

    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>A page of its own, without cookies; relative addresses start at the given one.</summary>
    internal async Task<IPage> OpenAsync(Uri address)
    {
        Assert.SkipUnless(File.Exists(Chromium), $"{Chromium} is not installed");
        Assertions.SetDefaultExpectTimeout(Patience);
        playwright ??= await Playwright.CreateAsync();
        browser ??= await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = Arguments });
        var size = new ViewportSize { Width = 1440, Height = 900 };
        var page = await browser.NewPageAsync(new() { BaseURL = address.GetLeftPart(UriPartial.Authority), ViewportSize = size });
        page.SetDefaultTimeout(Patience);
        return page;
    }

    internal async Task SaveAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("SCREENSHOTS") is not { Length: > 0 } directory)
            return;
        var file = Path.Combine(Path.GetFullPath(directory), $"{name}.png");
        await page.ScreenshotAsync(new() { Path = file, Animations = ScreenshotAnimations.Disabled });
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
    }
}
