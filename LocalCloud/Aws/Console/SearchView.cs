namespace LocalCloud.Aws.WebConsole;

/// <summary>Everything that has the words in its name: of all views, in every account and region that was used.</summary>
internal sealed class SearchView : IConsoleView
{
    /// <summary>Of one view in one account and region.</summary>
    public const int Most = 50;

    public string Id => "search";

    public string Title => "Search";

    public int? Count(ConsoleRequest page) => null;

    public ValueTask<Html> ShowAsync(ConsoleRequest page)
    {
        if (page.Value("q")?.Trim() is not { Length: > 0 } words)
            return new(Html.Of($"""<p class="empty">Write a part of a name, or the id of a message, an event, a request or a mail.</p>"""));
        var hits = ConsolePage.Scopes(page.Host).SelectMany(scope => Find(page with { Scope = scope }, words)).ToList();
        return new(
            Html.Of(
                $"""
                <p id="found">{hits.Count} found for “{words}”</p>
                {Widgets.Table(
                    "What was found",
                    ["What", "Name", "Where", "More"],
                    hits.Select(h => Row(h.Hit, h.Scope)),
                    Html.Of($"Nothing has “{words}” in its name.")
                )}
                """
            )
        );
    }

    private static IEnumerable<(Hit Hit, Scope Scope)> Find(ConsoleRequest page, string words) =>
        ConsoleViews.All.SelectMany(view => view.Search(page with { View = view.Id }, words).Take(Most)).Select(hit => (hit, page.Scope));

    private static Html Row(Hit hit, Scope scope) =>
        Widgets.Row(
            Widgets.Text(hit.Kind),
            Widgets.Anchor(hit.Link, hit.Name),
            Widgets.Soft(ConsolePage.Name(scope)),
            Widgets.Soft(hit.Detail)
        );
}
