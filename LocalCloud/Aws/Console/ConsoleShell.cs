namespace LocalCloud.Aws.WebConsole;

/// <summary>What stands around every view.</summary>
internal static class ConsoleShell
{
    public static Html Of(ConsoleRequest page, IConsoleView view, Html content, Outcome? outcome, string state) =>
        Html.Of(
            $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <link rel="icon" href="data:,">
            <link rel="stylesheet" href="{ConsoleAssets.StyleLink}">
            <script src="{ConsoleAssets.ScriptLink}" defer></script>
            <title>{(page.Name is null ? "" : page.Name + " · ")}{view.Title} · LocalCloud</title>
            </head>
            <body data-state="{state}">
            <a class="skip" href="#content">Skip to the content</a>
            <header>
            <a class="home" href="{page.Link("overview")}">LocalCloud</a>
            <form role="search" action="{ConsolePage.Path}"><input type="hidden" name="view" value="search"><input type="hidden" name="scope" value="{ConsolePage.Name(
                page.Scope
            )}">
            <input type="search" name="q" id="search" value="{(
                page.View == "search" ? page.Value("q") : ""
            )}" placeholder="Search everything" aria-label="Search everything" aria-keyshortcuts="Control+K" autocomplete="off"><kbd>Ctrl K</kbd></form>
            </header>
            <div class="side">
            <nav aria-label="Services">
            {ConsoleViews.All.Where(v => v.Id != "search").Select(v =>
                Html.Of($"""<a href="{page.Link(v.Id)}" {Current(v == view)}>{v.Title}{Badge(v.Id, v.Count(page))}</a>""")
            )}
            <a href="/_localcloud/inbox">Mail inbox</a>
            </nav>
            <section class="settings" aria-label="Settings">
            <details {(ConsolePage.Scopes(page.Host).Count > 1 ? "open" : "")}><summary>Account and region</summary>
            <nav aria-label="Account and region">{ConsolePage.Scopes(page.Host).Select(s =>
                Html.Of(
                    $"""<a href="{(page with { Scope = s }).Link(view.Id)}" {Current(s == page.Scope)}>{s.Account}<small>{s.Region}</small></a>"""
                )
            )}</nav></details>
            <details><summary>Time zone</summary>
            {Forms.Of(
                page,
                ConsoleZone.Action,
                "Show times in it",
                new Field(ConsoleZone.Field, "Name of the zone", ConsoleZone.Name(page.Zone), "As Europe/Vienna or UTC")
            )}</details>
            </section>
            </div>
            <main id="content" tabindex="-1">
            <div class="bar"><h1>{view.Title}</h1><span class="soft">{ConsolePage.Name(page.Scope)} · times in {ConsoleZone.Name(
                page.Zone
            )}</span><a class="button" href="{page.Here()}">Refresh</a></div>
            {Said(outcome)}
            {content}
            </main>
            </body>
            </html>
            """
        );

    private static string Current(bool isCurrent) => isCurrent ? "aria-current=page" : "";

    private static Html Said(Outcome? outcome) =>
        outcome is null
            ? Widgets.None
            : Html.Of(
                $"""
                <div class="said {(outcome.IsDone ? "good" : "bad")}" role="{(
                    outcome.IsDone ? "status" : "alert"
                )}"><p>{outcome.Message}</p>{outcome.Answer ?? Widgets.None}</div>
                """
            );

    private static Html Badge(string id, int? count) =>
        Html.Of($"""<span id="count-{id}" data-live class="{(count is > 0 ? "count" : "count none")}">{count?.ToString()}</span>""");
}
