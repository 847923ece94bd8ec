using LocalCloud.Aws.Ses.Inbox;

namespace LocalCloud.Aws.WebConsole;

/// <summary>GET /_localcloud: what is in here, to look at. A page without script that changes nothing.</summary>
internal static class ConsolePage
{
    public const string Path = "/_localcloud";

    private static readonly IReadOnlyList<IConsoleView> Views =
        [new OverviewView(), new StacksView(), new FunctionsView(), new ApisView(), new QueuesView(), new EventsView(), new SchedulesView(), new TopicsView(), new TablesView(),
         new BucketsView(), new LogsView(), new FaultsView(), new CoverageView()];

    public static void Map(IEndpointRouteBuilder routes, Host host) => routes.MapGet(Path, http => ShowAsync(http, host));

    private static async Task ShowAsync(HttpContext http, Host host)
    {
        var query = http.Request.Query;
        var scopes = Scopes(host);
        var scope = scopes.Find(s => Name(s) == query["scope"]) is { Account: not null } known ? known : scopes[0];
        var view = Views.FirstOrDefault(v => v.Id == query["view"]) ?? Views[0];
        var chosen = query["name"] is [{ Length: > 0 } name] ? name : null;
        var page = new ConsoleRequest(host, scope, view.Id, chosen, $"{http.Request.Scheme}://{http.Request.Host}", http.RequestAborted);
        var content = await view.ShowAsync(page).ConfigureAwait(false);
        MailApi.Secure(http, "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; frame-ancestors 'none'");
        http.Response.ContentType = "text/html; charset=utf-8";
        await http.Response.WriteAsync(Shell(page, view, scopes, content).ToString(), http.RequestAborted).ConfigureAwait(false);
    }

    private static Html Shell(ConsoleRequest page, IConsoleView view, List<Scope> scopes, Html content) => Html.Of($"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <link rel="icon" href="data:,">
        <title>{view.Title} · LocalCloud</title>
        <style>{ConsoleStyle.Sheet}</style>
        </head>
        <body>
        <aside>
        <header><h1>LocalCloud</h1></header>
        <nav>
        {Views.Select(v => Html.Of($"""<a href="{page.Link(v.Id)}" class="{(v == view ? "chosen" : "")}">{v.Title}{Badge(v.Count(page))}</a>"""))}
        </nav>
        <nav>
        <a href="/_localcloud/inbox">Mail inbox</a>
        <a href="/_localcloud/health">Health</a>
        </nav>
        <footer><h2>Account and region</h2>
        {scopes.Select(s => Html.Of($"""<a href="{(page with { Scope = s }).Link(view.Id)}" class="{(s == page.Scope ? "chosen" : "")}">{s.Account}<small>{s.Region}</small></a>"""))}
        </footer>
        </aside>
        <main><div class="bar"><h1>{view.Title}</h1><a class="button" href="{page.Link(view.Id, page.Name)}">Refresh</a></div>
        {content}</main>
        </body>
        </html>
        """);

    private static Html Badge(int? count) => count is { } n ? Html.Of($"""<span class="count">{n}</span>""") : Html.Of($"");

    /// <summary>Those that were used; asking for another must not make it.</summary>
    private static List<Scope> Scopes(Host host)
    {
        // Buckets belong to no region, and so to a scope of their own.
        var used = host.Services.SelectMany(s => s.States).Select(s => s.Scope).Distinct().ToList();
        var regional = used.Where(s => s.Region != "aws-global").ToList();
        regional.AddRange(used.Where(s => s.Region == "aws-global" && !regional.Exists(r => r.Account == s.Account)).Select(s => s with { Region = "us-east-1" }));
        if (regional.Count == 0)
            regional.Add(Scope.Default);
        return [.. regional.OrderBy(s => s.Account, StringComparer.Ordinal).ThenBy(s => s.Region, StringComparer.Ordinal)];
    }

    internal static string Name(Scope scope) => $"{scope.Account}/{scope.Region}";
}
