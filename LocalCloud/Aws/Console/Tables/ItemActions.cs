using System.Globalization;
using System.Text.Json.Nodes;

namespace LocalCloud.Aws.WebConsole.Tables;

/// <summary>Writes items by DynamoDB's operations, with conditions that keep people from writing over what they have not seen.</summary>
internal static class ItemActions
{
    private const string Conflict = "ConditionalCheckFailedException";

    /// <summary>An expression may have 300 operators and 4 KB: of an item with more attributes the first are compared.</summary>
    private const int MostCompared = 200;

    /// <summary>A new item with nothing but its key.</summary>
    public static string Template(TableShown table) =>
        Widgets.Indented(
            JsonField.Compact(
                new JsonObject(
                    table.Keys.Select(k =>
                        KeyValuePair.Create(k, (JsonNode?)new JsonObject { [table.TypeOf(k) ?? "S"] = table.TypeOf(k) == "N" ? "0" : "" })
                    )
                )
            )
        );

    public static async ValueTask<Outcome> PutAsync(ConsoleRequest page, ConsoleForm form)
    {
        if (TableShown.Find(page, page.Name ?? "") is not { } table)
            return Outcome.Refused($"There is no table {page.Name}.");
        if (JsonField.Object(form.Text("item"), "The item", out var wrong) is not { } item)
            return Outcome.Refused(wrong!);
        var input = new JsonObject { ["TableName"] = table.Name, ["Item"] = item };
        if (!form.IsChecked("replace"))
        {
            input["ConditionExpression"] = "attribute_not_exists(#p)";
            input["ExpressionAttributeNames"] = new JsonObject { ["#p"] = table.Partition };
        }
        var result = await page.CallAsync("dynamodb", "PutItem", input).ConfigureAwait(false);
        if (result.Ok(out _, out var error))
            return Outcome.Done("The item is put.") with { Link = page.Link("tables", table.Name, ("item", KeyOf(table, item))) };
        return error.Code == Conflict
            ? Outcome.Refused(
                $"{table.Name} has an item with this key already, and nothing was put. "
                    + "Choose \"In place of one with the same key\" to replace it."
            )
            : Outcome.Refused(error);
    }

    public static async ValueTask<Outcome> SaveAsync(ConsoleRequest page, ConsoleForm form)
    {
        if (TableShown.Find(page, page.Name ?? "") is not { } table)
            return Outcome.Refused($"There is no table {page.Name}.");
        if (
            JsonField.Object(form.Text("key"), "The key of the item", out var wrong) is not { } key
            || JsonField.Object(form.Text("was"), "What the item was", out wrong) is not { } was
            || JsonField.Object(form.Text("item"), "The item", out wrong) is not { } item
        )
            return Outcome.Refused(wrong!);
        if (table.Keys.Any(k => !JsonNode.DeepEquals(item[k], was[k])))
            return Outcome.Refused(
                $"The key of an item ({string.Join(", ",
                table.Keys)}) cannot be changed: put a new item with the other key, and delete this one."
            );
        var input = new JsonObject { ["TableName"] = table.Name, ["Item"] = item };
        Demand(input, was);
        var result = await page.CallAsync("dynamodb", "PutItem", input).ConfigureAwait(false);
        if (result.Ok(out _, out var error))
            return Outcome.Done("The item is saved.");
        return error.Code == Conflict ? await ConflictAsync(page, table, key).ConfigureAwait(false) : Outcome.Refused(error);
    }

    public static async ValueTask<Outcome> DeleteAsync(ConsoleRequest page, ConsoleForm form)
    {
        if (TableShown.Find(page, page.Name ?? "") is not { } table)
            return Outcome.Refused($"There is no table {page.Name}.");
        if (JsonField.Object(form.Text("key"), "The key of the item", out var wrong) is not { } key)
            return Outcome.Refused(wrong!);
        return await page.DoAsync("dynamodb", "DeleteItem", new() { ["TableName"] = table.Name, ["Key"] = key }, "The item is deleted.")
            .ConfigureAwait(false) with
        {
            Link = page.Link("tables", table.Name),
        };
    }

    private static async ValueTask<Outcome> ConflictAsync(ConsoleRequest page, TableShown table, JsonObject key)
    {
        var (now, _) = await ItemPage.ReadAsync(page, table.Name, key).ConfigureAwait(false);
        return now is { } item
            ? new(
                false,
                "Nothing was saved: the item has been changed since this page was shown. "
                    + "It is now as follows; save once more to put yours in its place.",
                Answer: Widgets.Block(item.GetRawText())
            )
            : Outcome.Refused("Nothing was saved: the item has been deleted since this page was shown.");
    }

    // The item still is what the page showed
    private static void Demand(JsonObject input, JsonObject was)
    {
        var (names, values, conditions) = (new JsonObject(), new JsonObject(), new List<string>());
        foreach (var (name, value) in was.Take(MostCompared))
        {
            var at = conditions.Count.ToString(CultureInfo.InvariantCulture);
            names[$"#{at}"] = name;
            values[$":{at}"] = value?.DeepClone();
            conditions.Add($"#{at} = :{at}");
        }
        input["ConditionExpression"] = string.Join(" AND ", conditions);
        input["ExpressionAttributeNames"] = names;
        input["ExpressionAttributeValues"] = values;
    }

    private static string KeyOf(TableShown table, JsonObject item) =>
        JsonField.Compact(new JsonObject(table.Keys.Select(k => KeyValuePair.Create(k, item[k]?.DeepClone()))));
}
