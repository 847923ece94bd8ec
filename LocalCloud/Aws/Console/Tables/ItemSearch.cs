using System.Text.Json.Nodes;
using LocalCloud.Aws.DynamoDb.Values;

namespace LocalCloud.Aws.WebConsole.Tables;

/// <summary>Which items are shown: with a value of the partition key a query, else a scan; a filter on top of either.</summary>
/// <param name="SortTo">The upper end of between.</param>
internal sealed record ItemSearch(
    string? Index,
    string? Partition,
    string SortOperator,
    string? Sort,
    string? SortTo,
    bool Backwards,
    string? Attribute,
    string Operator,
    string? Value
)
{
    private static readonly string[] SortOperators = ["=", "<", "<=", ">", ">=", "between", "begins_with"];

    private static readonly string[] Operators = ["=", "<>", "<", "<=", ">", ">=", "begins_with", "contains", "exists", "does not exist"];

    public bool IsQuery => Partition is not null;

    public bool HasFilter => Attribute is not null;

    public static ItemSearch Of(ConsoleRequest page) =>
        new(
            page.Value("index"),
            page.Value("pk"),
            page.Value("skop") ?? "=",
            page.Value("sk"),
            page.Value("skto"),
            page.Value("back") is not null,
            page.Value("attribute"),
            page.Value("op") ?? "=",
            page.Value("value")
        );

    public Html Form(ConsoleRequest page, TableShown table)
    {
        var keys = table.KeysOf(Index);
        var fields = new List<Field>();
        if (table.Indexes.Any())
            fields.Add(
                Field.Select("index", "Index", table.Indexes.Select(i => (i.IndexName, i.IndexName)).Prepend(("", "the table itself")))
            );
        fields.Add(new("pk", $"{keys[0]} (partition key)", Hint: "Empty: all items are scanned"));
        if (keys.Count > 1)
        {
            fields.Add(Field.Select("skop", $"{keys[1]} (sort key)", SortOperators));
            fields.Add(new("sk", $"{keys[1]}: value", Hint: "Of a query only; empty for all"));
            fields.Add(new("skto", $"{keys[1]}: upper end", Hint: "Of between only"));
            fields.Add(Field.Check("back", "Last first"));
        }
        fields.Add(new("attribute", "Filter by attribute"));
        fields.Add(Field.Select("op", "Comparison", Operators));
        fields.Add(new("value", "Filter value", Hint: "Text; a number or true counts as both"));
        return Html.Of(
            $"""
            {Forms.Ask(page, "Find", fields)}
            {(page.Query.Keys.Any(k => k is "index" or "pk" or "attribute" or "start")
                ? Html.Of($"""<p>{Widgets.Anchor(page.Link("tables", table.Name), "Show all items")}</p>""") : Widgets.None)}
            """
        );
    }

    /// <summary>What Query or Scan is asked.</summary>
    public JsonObject Input(TableShown table)
    {
        var (names, values) = (new JsonObject(), new JsonObject());
        var input = new JsonObject { ["TableName"] = table.Name };
        if (Index is not null)
            input["IndexName"] = Index;
        if (IsQuery)
        {
            input["KeyConditionExpression"] = Condition(table, names, values);
            input["ScanIndexForward"] = !Backwards;
        }
        if (Attribute is not null)
            input["FilterExpression"] = Filter(names, values);
        if (names.Count > 0)
            input["ExpressionAttributeNames"] = names;
        if (values.Count > 0)
            input["ExpressionAttributeValues"] = values;
        return input;
    }

    private string Condition(TableShown table, JsonObject names, JsonObject values)
    {
        var keys = table.KeysOf(Index);
        names["#p"] = keys[0];
        values[":p"] = Typed(table.TypeOf(keys[0]), Partition!);
        if (keys.Count < 2 || Sort is null)
            return "#p = :p";
        names["#s"] = keys[1];
        values[":s"] = Typed(table.TypeOf(keys[1]), Sort);
        switch (SortOperator)
        {
            case "between":
                values[":t"] = Typed(table.TypeOf(keys[1]), SortTo ?? "");
                return "#p = :p AND #s BETWEEN :s AND :t";
            case "begins_with":
                return "#p = :p AND begins_with(#s, :s)";
            default:
                return $"#p = :p AND #s {(SortOperators.Contains(SortOperator) ? SortOperator : "=")} :s";
        }
    }

    private string Filter(JsonObject names, JsonObject values)
    {
        names["#f"] = Attribute;
        if (Operator is "exists" or "does not exist")
            return Operator is "exists" ? "attribute_exists(#f)" : "attribute_not_exists(#f)";
        // Nobody has to know whether 5 was kept as a number or as a text
        var text = Value ?? "";
        var meant = new List<JsonObject> { new() { ["S"] = text } };
        if (NumberText.Parse(text).Error is null)
            meant.Add(new() { ["N"] = text });
        if (text is "true" or "false" && Operator is "=" or "<>" or "contains")
            meant.Add(new() { ["BOOL"] = text == "true" });
        if (Operator is "begins_with")
            meant.RemoveRange(1, meant.Count - 1);
        var each = meant
            .Select(
                (value, at) =>
                {
                    values[$":f{at}"] = value;
                    return Operator is "begins_with" or "contains"
                        ? $"{Operator}(#f, :f{at})"
                        : $"#f {(Operators.Contains(Operator) ? Operator : "=")} :f{at}";
                }
            )
            .ToList();
        return string.Join(Operator is "<>" ? " AND " : " OR ", each);
    }

    private static JsonObject Typed(string? type, string text) => new() { [type ?? "S"] = text };
}
