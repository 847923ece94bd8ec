namespace LocalCloud.Aws.WebConsole;

/// <summary>What a link led to is not here: it says where it was looked for.</summary>
internal static class Missing
{
    /// <param name="what">of the sentence: "table"</param>
    public static Html Of(ConsoleRequest page, string what, string name) =>
        Html.Of(
            $"""
            <p class="empty">There is no {what} “{name}” in {ConsolePage.Name(page.Scope)}. 
            It may have been deleted, or be in another account or region.
            <a href="{page.Link(page.View)}">Show all</a> or <a href="{page.Link("search", null, ("q", name))}">search everywhere</a>.</p>
            """
        );
}
