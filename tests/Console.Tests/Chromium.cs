using Console.Tests;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace Console.Tests;

/// <summary>One browser for all tests; each opens pages of its own. With SCREENSHOTS=DIRECTORY the pages are kept as pictures.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Program = "/usr/bin/chromium";
    private const float Patience = 60_000;

    private readonly SemaphoreSlim _starting = new(1, 1);
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>A page without cookies, in the browser's light scheme.</summary>
    public async Task<IPage> OpenAsync(Uri address, bool hasScript = true)
    {
        Assert.SkipUnless(File.Exists(Program), $"{Program} is not installed");
        var browser = await BrowserAsync();
        var context = await browser.NewContextAsync(
            new()
            {
                BaseURL = address.GetLeftPart(UriPartial.Authority),
                ViewportSize = new() { Width = 1440, Height = 900 },
                ColorScheme = ColorScheme.Light,
                JavaScriptEnabled = hasScript,
                ReducedMotion = ReducedMotion.Reduce,
            }
        );
        context.SetDefaultTimeout(Patience);
        return await context.NewPageAsync();
    }

    public ValueTask InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout(Patience);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        _starting.Dispose();
    }

    private async Task<IBrowser> BrowserAsync()
    {
        await _starting.WaitAsync();
        try
        {
            _playwright ??= await Playwright.CreateAsync();
            return _browser ??= await _playwright.Chromium.LaunchAsync(
                new()
                {
                    ExecutablePath = Program,
                    Args =
                    [
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--no-first-run",
                    ],
                }
            );
        }
        finally
        {
            _starting.Release();
        }
    }
}
