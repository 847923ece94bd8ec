using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using EndToEnd.Tests.Infrastructure;
using EndToEnd.Tests.Scenarios;
using Microsoft.Playwright;

namespace EndToEnd.Tests.OnAppHost;

/// <summary>What a user sees, in a real browser.</summary>
public sealed class PageTests(SharedAppHost shared, BrowserFixture browser) : SystemTest(shared), IClassFixture<BrowserFixture>
{
    private const string Mug = "mug,stickers";

    private RunningAppHost AppHost => (RunningAppHost)App;

    [Fact]
    public async Task The_dashboard_lists_every_resource_as_running()
    {
        var page = await LoginAsync();
        // Parameters have a tab of their own; replicas a row each
        foreach (var resource in RunningAppHost.Resources)
            await VisibleAsync(page.Locator("[role=row]").Filter(new() { HasText = resource }).Filter(new() { HasText = "Running" }).First);
        await VisibleAsync(page.GetByText("9 resources"));
        await Assertions.Expect(page.GetByText("Unhealthy")).ToHaveCountAsync(0);
        await browser.SaveAsync(page, "dashboard");
    }

    [Fact]
    public async Task The_dashboard_shows_a_webhook_as_one_trace_over_three_services()
    {
        var traceId = ActivityTraceId.CreateRandom().ToHexString();
        var request = new Webhook(Tag, Mug).Request();
        request.Headers.Add("traceparent", $"00-{traceId}-{ActivitySpanId.CreateRandom().ToHexString()}-01");
        await (await App.Api.SendAsync(request)).JsonAsync();
        await App.Mail.TheMailAsync(Address, "Your order");
        await Eventually.HoldsAsync(async () =>
            Assert.Contains(await App.SpansOfAsync(traceId), span => span.Name.EndsWith("email", StringComparison.Ordinal))
        );

        var page = await LoginAsync();
        await page.GotoAsync($"/traces/detail/{traceId}");
        foreach (var service in new[] { "api", "event-router", "report-worker" })
            await VisibleAsync(page.Locator("[role=row]").Filter(new() { HasText = service }).First);
        // All of it in one picture
        await page.SetViewportSizeAsync(1440, 1160);
        await browser.SaveAsync(page, "trace");

        await page.GotoAsync("/traces");
        await VisibleAsync(page.Locator("[role=row]").Filter(new() { HasText = "POST /api/webhooks/stripe" }).First);
    }

    [Fact]
    public async Task The_dashboard_draws_who_needs_whom()
    {
        var page = await LoginAsync();
        await page.GotoAsync("/?view=Graph");
        foreach (var resource in RunningAppHost.Resources)
        {
            var node = page.Locator("g.resource-name").Filter(new() { HasText = resource }).First;
            await VisibleAsync(node);
            // Returns when it has come to rest
            await node.ScrollIntoViewIfNeededAsync();
        }
        await browser.SaveAsync(page, "graph");
    }

    [Fact]
    public async Task The_dashboard_shows_the_metrics_of_the_api()
    {
        await App.Api.GetJsonAsync("/api/products");
        var page = await LoginAsync();
        await page.GotoAsync("/metrics/resource/api");
        await page.GetByTitle("http.server.request.duration").First.ClickAsync();
        await VisibleAsync(page.GetByRole(AriaRole.Heading, new() { Name = "http.server.request.duration" }));
        await VisibleAsync(page.Locator(".plotly-chart-container .scatterlayer .trace path").First);
        await browser.SaveAsync(page, "metrics");
    }

    [Fact]
    public async Task The_api_reference_shows_the_routes()
    {
        var page = await browser.OpenAsync(App.Api.BaseAddress!);
        await page.GotoAsync("/scalar");
        await VisibleAsync(page.GetByText("Receives events of Stripe").First);
        await VisibleAsync(page.GetByRole(AriaRole.Heading, new() { Name = "Serverless.Aspire shop" }).First);
    }

    [Fact]
    public async Task The_api_reference_asks_nobody_else_for_anything_and_leads_to_nobodys_cloud()
    {
        var page = await browser.OpenAsync(App.Api.BaseAddress!);
        var asked = new ConcurrentBag<Uri>();
        page.Request += (_, request) => asked.Add(new Uri(request.Url));
        await page.GotoAsync("/scalar", new() { WaitUntil = WaitUntilState.NetworkIdle });
        await VisibleAsync(page.GetByText("Receives events of Stripe").First);

        Assert.NotEmpty(asked);
        Assert.DoesNotContain(asked, url => url.Scheme is "http" or "https" && url.Authority != App.Api.BaseAddress!.Authority);
        foreach (var text in new[] { "Ask AI", "Open API Client", "Deploy", "Generate MCP", "Developer Tools" })
            await Assertions.Expect(page.GetByText(text)).ToHaveCountAsync(0);
        await browser.SaveAsync(page, "reference");
    }

    [Fact]
    public async Task The_console_shows_an_event_with_its_delivery_and_the_queues()
    {
        await new Webhook(Tag).SendAsync(App.Api);
        await App.Mail.TheMailAsync(Address, "Your order");
        await App.Api.PostJsonAsync("/api/users", $$"""{ "email": "{{Address}}", "name": "Ada" }""");
        await App.Mail.TheMailAsync(Address, "Welcome");
        var page = await browser.OpenAsync(App.Aws.BaseAddress!);
        await page.GotoAsync("/_localcloud");
        var menu = page.GetByRole(AriaRole.Navigation, new() { Name = "Services" });
        await menu.GetByRole(AriaRole.Link, new() { Name = "Queues" }).ClickAsync();
        await VisibleAsync(page.GetByText("infra-JobQueue").First);
        await menu.GetByRole(AriaRole.Link, new() { Name = "Events" }).ClickAsync();
        await page.Locator("tr")
            .Filter(new() { HasText = "OrderPlaced" })
            .Filter(new() { HasText = "delivered" })
            .GetByRole(AriaRole.Link, new() { Name = "OrderPlaced" })
            .First.ClickAsync();
        await VisibleAsync(page.Locator("tr").Filter(new() { HasText = "delivered" }).Filter(new() { HasText = "event-router" }).First);
        await browser.SaveAsync(page, "console");
    }

    [Fact]
    public async Task The_inbox_shows_a_mail_with_its_attachment()
    {
        await new Webhook(Tag, Mug).SendAsync(App.Api);
        await App.Mail.TheMailAsync(Address, "Your order");
        await App.Api.PostJsonAsync("/api/exports/report", Reports.Request(Address));
        await App.Mail.TheMailAsync(Address, "Your sales report");

        var page = await browser.OpenAsync(App.Aws.BaseAddress!);
        await page.GotoAsync("/_localcloud/inbox");
        await page.GetByText("Your sales report").First.ClickAsync();
        await VisibleAsync(page.GetByText(new Regex(@"report-.*\.pdf")).First);
        await browser.SaveAsync(page, "inbox");
    }

    private async Task<IPage> LoginAsync()
    {
        var page = await browser.OpenAsync(AppHost.DashboardLogin);
        await page.GotoAsync(AppHost.DashboardLogin.PathAndQuery);
        await VisibleAsync(page.Locator("[role=row]:has-text('event-router')").First);
        return page;
    }

    private static Task VisibleAsync(ILocator what) => Assertions.Expect(what).ToBeVisibleAsync();
}
