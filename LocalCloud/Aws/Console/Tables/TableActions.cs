using System.Text.Json.Nodes;

namespace LocalCloud.Aws.WebConsole.Tables;

internal static class TableActions
{
    public static async ValueTask<Outcome> CreateAsync(ConsoleRequest page, ConsoleForm form)
    {
        var (name, partition, sort) = (form.Text("table").Trim(), form.Text("partition").Trim(), form.Text("sort").Trim());
        if (partition.Length == 0)
            return Outcome.Refused("A table needs a partition key: the attribute that its items are found by.");
        var (definitions, keys) = (new JsonArray(), new JsonArray());
        Add(partition, "HASH", form.Text("partitiontype"));
        if (sort.Length > 0)
            Add(sort, "RANGE", form.Text("sorttype"));
        return await page.DoAsync(
                "dynamodb",
                "CreateTable",
                new()
                {
                    ["TableName"] = name,
                    ["AttributeDefinitions"] = definitions,
                    ["KeySchema"] = keys,
                    ["BillingMode"] = "PAY_PER_REQUEST",
                },
                $"The table {name} is made."
            )
            .ConfigureAwait(false) with
        {
            Name = name,
        };

        void Add(string attribute, string kind, string type)
        {
            definitions.Add((JsonNode)new JsonObject { ["AttributeName"] = attribute, ["AttributeType"] = type });
            keys.Add((JsonNode)new JsonObject { ["AttributeName"] = attribute, ["KeyType"] = kind });
        }
    }

    public static async ValueTask<Outcome> DeleteAsync(ConsoleRequest page) =>
        await page.DoAsync("dynamodb", "DeleteTable", new() { ["TableName"] = page.Name }, $"The table {page.Name} is deleted.")
            .ConfigureAwait(false) with
        {
            IsGone = true,
        };
}
