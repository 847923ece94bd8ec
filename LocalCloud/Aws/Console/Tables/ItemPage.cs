using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalCloud.Aws.WebConsole.Tables;

/// <summary>One item, to be read and written as DynamoDB JSON.</summary>
internal static class ItemPage
{
    public static async ValueTask<Html> ShowAsync(ConsoleRequest page, TableShown table, string key)
    {
        if (JsonField.Object(key, "The key of the item", out var wrong) is not { } parsed)
            return Html.Of($"""{Back(page, table)}<p class="empty bad">{wrong}</p>""");
        var (item, error) = await ReadAsync(page, table.Name, parsed).ConfigureAwait(false);
        if (error is not null)
            return Html.Of($"""{Back(page, table)}<p class="empty bad">{error.Message}</p>""");
        return item is { } found ? Show(page, table, key, found) : Gone(page, table, parsed);
    }

    /// <summary>The item as it is; null when there is none.</summary>
    public static async ValueTask<(JsonElement? Item, AwsError? Error)> ReadAsync(ConsoleRequest page, string table, JsonObject key)
    {
        var result = await page.CallAsync(
                "dynamodb",
                "GetItem",
                new()
                {
                    ["TableName"] = table,
                    ["Key"] = key.DeepClone(),
                    ["ConsistentRead"] = true,
                }
            )
            .ConfigureAwait(false);
        if (!result.Ok(out var answer, out var error))
            return (null, error);
        return answer.TryGetProperty("Item", out var item) && item.ValueKind is JsonValueKind.Object ? (item, null) : (null, null);
    }

    private static Html Show(ConsoleRequest page, TableShown table, string key, JsonElement item) =>
        Html.Of(
            $"""
        {Back(page, table)}
        <h2>{string.Join(" · ", table.Keys.Select(k => AttributeText.Of(item, k)))}</h2>
        {Forms.Of(page, "save", "Save",
            Field.Hidden("key", key),
            // After a conflict the next look is compared with what is there now, and what was written stays
            Field.Hidden("was", item.GetRawText()),
            Field.Area("item", "Item, as DynamoDB JSON", Written(page) ?? Widgets.Indented(item.GetRawText()),
                "Saved only if nobody has changed the item since this page was shown; the key stays as it is") with
            { Rows = 22 })}
        {Forms.Danger(page, "remove", "Delete the item", $"The item goes from {table.Name} for good.", ("key", key))}
        """
        );

    private static Html Gone(ConsoleRequest page, TableShown table, JsonObject key) =>
        Html.Of(
            $"""
        {Back(page, table)}
        <p class="empty">{table.Name} has no item with the key {JsonField.Compact(key)}. It may have been deleted, or have expired.</p>
        {(Written(page) is { } text ? Forms.Of(page, "put", "Put it as a new item",
            Field.Area("item", "Item, as DynamoDB JSON", text) with { Rows = 22 }) : Widgets.None)}
        """
        );

    private static string? Written(ConsoleRequest page) => page.Posted is { Action: "save" } form ? form.Text("item") : null;

    private static Html Back(ConsoleRequest page, TableShown table) =>
        Html.Of($"""<p>{Widgets.Anchor(page.Link("tables", table.Name), $"← Items of {table.Name}")}</p>""");
}
