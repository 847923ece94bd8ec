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

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>A page of its own, without cookies; relative addresses start at the given one.</summary>
    internal async Task<IPage> OpenAsync(Uri address)
    {
        Assert.SkipUnless(File.Exists(Chromium), $"{Chromium} is not installed");
        Assertions.SetDefaultExpectTimeout(Patience);
        _playwright ??= await Playwright.CreateAsync();
        _browser ??= await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = Arguments });
        var size = new ViewportSize { Width = 1440, Height = 900 };
        var page = await _browser.NewPageAsync(new() { BaseURL = address.GetLeftPart(UriPartial.Authority), ViewportSize = size });
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
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
