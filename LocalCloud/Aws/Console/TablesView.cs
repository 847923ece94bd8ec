using LocalCloud.Aws.DynamoDb;
using LocalCloud.Aws.WebConsole.Tables;

namespace LocalCloud.Aws.WebConsole;

/// <summary>Tables; of one its keys and its items, to be queried, scanned, written and deleted.</summary>
internal sealed class TablesView : IConsoleView
{
    public string Id => "tables";

    public string Title => "Tables";

    public int? Count(ConsoleRequest page) => page.Host.Read(page.State<DynamoDbState>("dynamodb"), s => s.Tables.Count);

    public async ValueTask<Html> ShowAsync(ConsoleRequest page)
    {
        if (page.Name is not { } name)
            return TableList.Show(page);
        if (TableShown.Find(page, name) is not { } table)
            return Missing.Of(page, "table", name);
        return page.Value("item") is { } key
            ? await ItemPage.ShowAsync(page, table, key).ConfigureAwait(false)
            : await TablePage.ShowAsync(page, table).ConfigureAwait(false);
    }

    public ValueTask<Outcome> ActAsync(ConsoleRequest page, ConsoleForm form) =>
        form.Action switch
        {
            "create" => TableActions.CreateAsync(page, form),
            "delete" => TableActions.DeleteAsync(page),
            "put" => ItemActions.PutAsync(page, form),
            "save" => ItemActions.SaveAsync(page, form),
            "remove" => ItemActions.DeleteAsync(page, form),
            _ => new(Outcome.Refused($"Tables have no {form.Action}.")),
        };

    public IEnumerable<Hit> Search(ConsoleRequest page, string words) =>
        page.Host.Read(page.State<DynamoDbState>("dynamodb"), s =>
            s.Tables.Where(t => t.Name.Contains(words, StringComparison.OrdinalIgnoreCase))
                .Take(SearchView.Most)
                .Select(t => new Hit("Table", t.Name, page.Link(Id, t.Name), $"{t.Items.Count} items"))
                .ToList()
        );
}
