using System.Text.Json;
using System.Text.Json.Nodes;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using LocalCloud.Aws;
using LocalCloud.Aws.Clock;
using Microsoft.AspNetCore.Builder;
using Microsoft.Playwright;

namespace Console.Tests;

/// <summary>A test with an emulator of its own, in this process and on a port of its own, with a clock that can be moved.</summary>
public abstract class ConsoleTest(Chromium chromium) : IAsyncLifetime
{
    /// <summary>Further than any page has places to stop at.</summary>
    private const int MostTabs = 400;

    private readonly List<IPage> _pages = [];
    private WebApplication _app = null!;

    protected Uri Address { get; private set; } = null!;

    /// <summary>To the emulator, as account 000000000000.</summary>
    protected HttpClient Http { get; private set; } = null!;

    private protected virtual Options Options =>
        new()
        {
            DataDirectory = null,
            Port = 0,
            Clock = ClockMode.Movable,
        };

    public virtual async ValueTask InitializeAsync()
    {
        _app = Emulator.Build(Options);
        await _app.StartAsync(TestContext.Current.CancellationToken);
        Address = new(_app.Urls.First());
        Http = new() { BaseAddress = Address };
    }

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var page in _pages)
            await page.Context.DisposeAsync();
        Http.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>An operation of a service that speaks AWS JSON.</summary>
    /// <param name="target">as AmazonSQS.SendMessage</param>
    protected async Task<JsonElement> CallAsync(string target, JsonObject input)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new StringContent(input.ToJsonString()) };
        request.Content.Headers.ContentType = new("application/x-amz-json-1.0");
        request.Headers.Add("X-Amz-Target", target);
        using var answer = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, text);
        return text.Length == 0 ? default : JsonElement.Parse(text);
    }

    /// <summary>A view of the console, as ?view=queues&amp;name=jobs.</summary>
    protected async Task<IPage> OpenAsync(string query, bool hasScript = true)
    {
        var page = await chromium.OpenAsync(Address, hasScript);
        _pages.Add(page);
        await page.GotoAsync("/_localcloud" + query);
        return page;
    }

    /// <summary>
    /// By Tab alone, as who has no mouse; fails when that does not lead there, or when it cannot be seen where the focus is.
    /// </summary>
    protected static async Task TabToAsync(IPage page, ILocator wanted)
    {
        await Assertions.Expect(wanted).ToBeVisibleAsync();
        for (var i = 0; i < MostTabs; i++)
        {
            if (await wanted.EvaluateAsync<bool>("element => element === document.activeElement"))
            {
                Assert.NotEqual("none", await wanted.EvaluateAsync<string>("element => getComputedStyle(element).outlineStyle"));
                return;
            }
            await page.Keyboard.PressAsync("Tab");
        }
        Assert.Fail($"Tab does not lead to {wanted}");
    }

    /// <summary>Fills a field by its label, by keyboard.</summary>
    protected static async Task TypeAsync(IPage page, string label, string text, ILocator? within = null)
    {
        var field = (within ?? page.Locator("#content")).GetByLabel(label, new() { Exact = true });
        await TabToAsync(page, field);
        if (await field.EvaluateAsync<bool>("element => element.tagName === 'SELECT'"))
        {
            await field.SelectOptionAsync(text);
            return;
        }
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.InsertTextAsync(text);
    }

    /// <summary>Presses a button, or opens a fold, by keyboard.</summary>
    protected static async Task PressAsync(IPage page, ILocator button)
    {
        await TabToAsync(page, button);
        await page.Keyboard.PressAsync("Enter");
    }

    protected static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>What the page said after a form.</summary>
    protected static Task SaysAsync(IPage page, string text) => Assertions.Expect(page.Locator(".said")).ToContainTextAsync(text);

    /// <summary>
    /// In light and dark: nothing that axe finds wrong (WCAG 2.2 A and AA, and its best practices); in 420 px nothing wider than the page.
    /// </summary>
    protected async Task LooksRightAsync(string query)
    {
        var page = await OpenAsync(query);
        await Assertions.Expect(page.Locator("h1")).ToBeVisibleAsync();
        foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            Assert.Empty((await page.RunAxe()).Violations.Select(Words));
            await SaveAsync(page, query, scheme is ColorScheme.Dark ? "dark" : "light");
        }
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await page.SetViewportSizeAsync(420, 900);
        var (shown, needed) = (
            await page.EvaluateAsync<int>("innerWidth"),
            await page.EvaluateAsync<int>("document.documentElement.scrollWidth")
        );
        Assert.True(needed <= shown, $"{query} is {needed} px wide where there are {shown}");
        await SaveAsync(page, query, "narrow");
        // An open page goes on asking for what is new
        _pages.Remove(page);
        await page.Context.DisposeAsync();
    }

    private static string Words(AxeResultItem found) =>
        $"{found.Id}: {found.Help}\n{string.Join('\n', found.Nodes.Select(n => $"  {n.Html}\n  {string.Join("; ", n.Any.Concat(n.All).Select(a => a.Message))}"))}";

    private static async Task SaveAsync(IPage page, string query, string kind)
    {
        if (Environment.GetEnvironmentVariable("SCREENSHOTS") is not { Length: > 0 } directory)
            return;
        var name = string.Concat(query.Where(c => char.IsAsciiLetterOrDigit(c) || c is '=')).Replace('=', '-');
        await page.ScreenshotAsync(new() { Path = Path.Combine(Path.GetFullPath(directory), $"{name}-{kind}.png"), FullPage = true });
    }
}
