using LocalCloud.Aws.DynamoDb;
using LocalCloud.Aws.DynamoDb.Tables;

namespace LocalCloud.Aws.WebConsole.Tables;

/// <summary>All tables, and a form for another one.</summary>
internal static class TableList
{
    private static readonly (string, string)[] Types = [("S", "string"), ("N", "number"), ("B", "binary")];

    public static Html Show(ConsoleRequest page)
    {
        var (rows, pager) = page.Host.Read(page.State<DynamoDbState>("dynamodb"), state =>
        {
            var (shown, turn) = page.Slice(state.Tables, state.Tables.Count);
            return (shown.Select(t => Row(page, TableDescription.Of(state, t), t)).ToList(), turn);
        });
        return Html.Of(
            $"""
            {Widgets.Live("tables", Html.Of($"""
                {Widgets.Table("Tables", ["Table", "Key", "Items", "Size", "Indexes", "Expires by", "Stream"], rows,
                    Html.Of($"There is no table yet. Make one below, or deploy a stack that has one."))}{pager}
                """))}
            {Forms.Folded(page, "Create a table", "create", "Create the table",
                new Field("table", "Name") { IsRequired = true },
                new Field("partition", "Partition key", "id") { IsRequired = true },
                Field.Select("partitiontype", "Type of the partition key", Types, "S"),
                new Field("sort", "Sort key", Hint: "Empty for none"),
                Field.Select("sorttype", "Type of the sort key", Types, "S"))}
            """
        );
    }

    private static Html Row(ConsoleRequest page, TableDescription table, Table of) =>
        page.Row(
            table.TableName,
            Widgets.Text(TableShown.InWords(table, table.KeySchema)),
            Widgets.Number(table.ItemCount),
            Widgets.Text(Widgets.Size(table.TableSizeBytes)),
            Widgets.Number(of.Indexes.Count),
            Widgets.Text(of.Definition.TimeToLiveAttribute),
            Widgets.Text(of.Stream?.Definition.ViewType)
        );
}
