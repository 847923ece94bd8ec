using LocalCloud.Aws.Logs;
using LocalCloud.Aws.WebConsole.Logs;

namespace LocalCloud.Aws.WebConsole;

/// <summary>Log groups, and the events of one: filtered, searched and followed.</summary>
internal sealed class LogsView : IConsoleView
{
    public string Id => "logs";

    public string Title => "Logs";

    public int? Count(ConsoleRequest page) => page.Host.Read(page.State<LogsState>("logs"), s => s.Groups.Count);

    public ValueTask<Html> ShowAsync(ConsoleRequest page)
    {
        if (page.Name is not { } name)
            return new(GroupList.Show(page));
        return new(
            page.Host.Read(page.State<LogsState>("logs"), s => s.Groups.GetValueOrDefault(name)) is { } group
                ? GroupPage.Show(page, group)
                : Missing.Of(page, "log group", name)
        );
    }

    public async ValueTask<Outcome> ActAsync(ConsoleRequest page, ConsoleForm form)
    {
        switch (form.Action)
        {
            case "delete":
                return await page.DoAsync(
                        "logs",
                        "DeleteLogGroup",
                        new() { ["logGroupName"] = page.Name },
                        $"The log group {page.Name} is deleted."
                    )
                    .ConfigureAwait(false) with
                {
                    IsGone = true,
                };
            case "keep" when form.Optional("days") is null:
                return await page.DoAsync(
                        "logs",
                        "DeleteRetentionPolicy",
                        new() { ["logGroupName"] = page.Name },
                        $"{page.Name} is kept for ever."
                    )
                    .ConfigureAwait(false);
            case "keep":
                if (form.Number("days", "Days", 1, 3653, out var wrong) is not { } days)
                    return Outcome.Refused(wrong!);
                return await page.DoAsync(
                        "logs",
                        "PutRetentionPolicy",
                        new() { ["logGroupName"] = page.Name, ["retentionInDays"] = days },
                        $"Events of {page.Name} are kept for {Widgets.Span(days * 86400d)}."
                    )
                    .ConfigureAwait(false);
            default:
                return Outcome.Refused($"Logs have no {form.Action}.");
        }
    }

    public IEnumerable<Hit> Search(ConsoleRequest page, string words) =>
        page.Host.Read(page.State<LogsState>("logs"), s =>
            s.Groups.Values.Where(g => g.Name.Contains(words, StringComparison.OrdinalIgnoreCase))
                .Take(SearchView.Most)
                .Select(g => new Hit("Log group", g.Name, page.Link(Id, g.Name)))
                .ToList()
        );
}
