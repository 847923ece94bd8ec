using System.Globalization;
using System.Text.Json;

namespace LocalCloud.Aws.WebConsole.Tables;

/// <summary>A page of items: keys first, then the attributes that occur most; each item folds out whole.</summary>
internal static class ItemTable
{
    /// <summary>Columns beside those of the keys.</summary>
    private const int MostColumns = 5;

    public static Html Show(ConsoleRequest page, TableShown table, ItemSearch search, ItemsFound found)
    {
        if (found.Error is { } error)
            return Html.Of($"""<p class="empty bad" role="alert">{error}</p>""");
        var keys = table.Keys.Union(table.KeysOf(search.Index)).ToList();
        var columns = found
            .Items.SelectMany(i => i.EnumerateObject())
            .Select(a => a.Name)
            .Where(name => !keys.Contains(name))
            .CountBy(name => name)
            .OrderByDescending(c => c.Value)
            .Select(c => c.Key)
            .ToList();
        var shown = columns.Take(MostColumns).ToList();
        return Html.Of(
            $"""
            {Widgets.Table("Items",
                [.. keys, .. shown, columns.Count > shown.Count ? $"All, with {columns.Count - shown.Count} more" : "All"],
                found.Items.Select(item => Row(page, table, item, keys, shown)), Empty(table, search, found))}
            {Pager(page, table, search, found)}
            """
        );
    }

    private static Html Empty(TableShown table, ItemSearch search, ItemsFound found) =>
        found.Next is not null ? Html.Of($"None of the {found.Scanned} items that were looked at passes the filter. The next page goes on.")
        : found.First > 1 ? Html.Of($"There are no more items.")
        : search.IsQuery || search.HasFilter ? Html.Of($"No item of {table.Name} is like that.")
        : Html.Of($"The table is empty. Put an item below.");

    private static Html Row(ConsoleRequest page, TableShown table, JsonElement item, List<string> keys, List<string> columns)
    {
        var key = JsonField.Compact(table.KeyOf(item));
        var link = page.Link("tables", table.Name, ("item", key));
        return Html.Of(
            $"""
            <tr>{keys.Select((name, at) => at == 0
                ? Html.Of($"""<th scope="row"><a href="{link}">{AttributeText.Of(item, name)}</a></th>""")
                : Html.Of($"<td>{AttributeText.Of(item, name)}</td>"))}
            {columns.Select(name => Html.Of($"<td>{AttributeText.Of(item, name)}</td>"))}
            <td>{Widgets.Fold(key, Html.Of($"""JSON<span class="hidden"> of {AttributeText.Of(item, keys[0])}</span>"""),
                Widgets.Block(item.GetRawText()))}</td></tr>
            """
        );
    }

    private static Html Pager(ConsoleRequest page, TableShown table, ItemSearch search, ItemsFound found)
    {
        var last = found.First + found.Items.Count - 1;
        var isPart = found.Next is not null || found.First > 1;
        if (!isPart && !search.HasFilter)
            return Widgets.None;
        var range = found.Items.Count == 0 ? "None" : string.Create(CultureInfo.InvariantCulture, $"{found.First}–{last}");
        // AWS knows the number of a whole table only, and that one late: "about"
        var of =
            search is { IsQuery: false, HasFilter: false, Index: null } ? $" of about {table.Description.ItemCount}"
            : search.HasFilter ? $", {found.Scanned} looked at"
            : "";
        return Html.Of(
            $"""
            <nav class="pager" aria-label="Pages of items"><span>{range}{of}</span>
            {(found.First > 1 ? Html.Of($"""<a href="{Turn(page, null, null)}" rel="first">First page</a>""") : Widgets.None)}
            {(found.Next is { } next
                ? Html.Of($"""<a href="{Turn(page, next.GetRawText(),
                    (last + 1).ToString(CultureInfo.InvariantCulture))}" rel="next">Next page</a>""") : Widgets.None)}</nav>
            """
        );
    }

    private static string Turn(ConsoleRequest page, string? start, string? from) => page.Here(("start", start), ("from", from));
}
