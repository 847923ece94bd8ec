using LocalCloud.Aws.Lambda;

namespace LocalCloud.Aws.WebConsole.Tables;

/// <summary>One table: what it is, and a page of its items.</summary>
internal static class TablePage
{
    public static async ValueTask<Html> ShowAsync(ConsoleRequest page, TableShown table)
    {
        var search = ItemSearch.Of(page);
        var found = await ItemReader.ReadAsync(page, table, search).ConfigureAwait(false);
        return Html.Of(
            $"""
            <h2>{table.Name}</h2>
            {Widgets.Live("table", Facts(page, table))}
            <h3>Items</h3>
            {search.Form(page, table)}
            {Widgets.Live("items", ItemTable.Show(page, table, search, found))}
            {Forms.Folded(page, "Put a new item", "put", "Put the item",
                Field.Area("item", "Item, as DynamoDB JSON", ItemActions.Template(table),
                    "Each attribute with its type: S, N, BOOL, NULL, L, M, SS, NS, B"),
                Field.Check("replace", "In place of one with the same key"))}
            {Forms.Danger(page, "delete", "Delete the table", $"{table.Name} goes with its {table.Description.ItemCount} items.")}
            """
        );
    }

    private static Html Facts(ConsoleRequest page, TableShown table)
    {
        var it = table.Description;
        return Html.Of(
            $"""
            {Widgets.Facts(
                ("Key", Widgets.Text(TableShown.InWords(it, it.KeySchema))),
                ("Items", Html.Of($"{Widgets.Number(it.ItemCount)}, {Widgets.Size(it.TableSizeBytes)}")),
                ("Capacity", Widgets.Text(it.BillingModeSummary?.BillingMode is "PAY_PER_REQUEST"
                    ? "on demand"
                    : $"provisioned: {it.ProvisionedThroughput.ReadCapacityUnits} read, "
                        + $"{it.ProvisionedThroughput.WriteCapacityUnits} write")),
                ("Expires by", table.TimeToLive is { } ttl ? Widgets.Code(ttl) : null),
                ("Stream", it.StreamSpecification?.StreamViewType is { } stream ? Html.Of($"{stream} {Readers(page, it.TableArn)}") : null),
                ("Protected from deletion", it.DeletionProtectionEnabled ? Widgets.Text("yes") : null),
                ("Created", page.Time(it.CreationDateTime)), ("ARN", Widgets.Code(it.TableArn)))}
            {(table.Indexes.Any()
                ? Widgets.Table("Indexes", ["Index", "Kind", "Key", "Attributes", "Items"], table.Indexes.Select(i => Widgets.Row(
                Widgets.Anchor(page.Link("tables", table.Name, ("index", i.IndexName)), i.IndexName),
                Widgets.Text(it.LocalSecondaryIndexes?.Contains(i) is true ? "local" : "global"),
                    Widgets.Text(TableShown.InWords(it, i.KeySchema)),
                Widgets.Text(i.Projection?.NonKeyAttributes is { Count: > 0 } some ? string.Join(", ", some)
                    : i.Projection?.ProjectionType),
                Widgets.Number(i.ItemCount)))) : Widgets.None)}
            """
        );
    }

    /// <summary>Functions that a mapping of the table's stream calls.</summary>
    private static Html Readers(ConsoleRequest page, string arn)
    {
        var functions = page.Host.Read(page.State<LambdaState>("lambda"), s =>
            s.Mappings.Values.Where(m => m.EventSourceArn.StartsWith(arn + "/stream/", StringComparison.Ordinal))
                .Select(m => m.FunctionName)
                .Distinct()
                .ToList()
        );
        return Html.Of($"{functions.Select(f => Html.Of($" → {Widgets.Anchor(page.Link("functions", f), f)}"))}");
    }
}
