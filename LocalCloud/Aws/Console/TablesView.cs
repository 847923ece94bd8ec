using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Aws.DynamoDb;

namespace LocalCloud.Aws.WebConsole;

internal sealed class TablesView : IConsoleView
{
    private const int Most = 50;

    public string Id => "tables";

    public string Title => "Tables";

    public int? Count(ConsoleRequest page) => page.Host.Read(page.State<DynamoDbState>("dynamodb"), s => s.Tables.Count);

    public async ValueTask<Html> ShowAsync(ConsoleRequest page)
    {
        var list = page.Host.Read(page.State<DynamoDbState>("dynamodb"), state => Widgets.Table("Tables",
            ["Table", "Key", "Items", "Size", "Expires by", "Stream"], state.Tables.Select(table => page.Row(table.Name,
                Widgets.Text(string.Join(", ", table.Definition.KeySchema.Select(key => $"{key.AttributeName} ({key.KeyType})"))),
                Widgets.Number(table.Items.Count), Widgets.Text(Widgets.Size(table.Size)),
                Widgets.Text(table.Definition.TimeToLiveAttribute), Widgets.Text(table.Stream?.Definition.ViewType)))));
        return page.Name is null ? list : Html.Of($"{list}{await ItemsAsync(page, page.Name).ConfigureAwait(false)}");
    }

    private static async Task<Html> ItemsAsync(ConsoleRequest page, string table)
    {
        using var input = JsonDocument.Parse(new JsonObject { ["TableName"] = table, ["Limit"] = Most }.ToJsonString());
        var scan = await page.Host.InvokeAsync(page.Scope, "dynamodb", "Scan", input.RootElement, page.Cancellation).ConfigureAwait(false);
        if (!scan.Ok(out var answer, out var error))
            return Html.Of($"""<p class="empty">{error.Message}</p>""");
        return Html.Of($"""
            <h2>{table}</h2><h3>The first items</h3>
            {Widgets.Table("Tables", ["Item"], answer.GetProperty("Items").EnumerateArray().Select(item => Html.Of($"<tr><td><pre>{item.GetRawText()}</pre></td></tr>")))}
            """);
    }
}
