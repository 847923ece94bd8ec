using LocalCloud.Aws.CloudFormation.Stacks;
using LocalCloud.Aws.WebConsole.Stacks;

namespace LocalCloud.Aws.WebConsole;

/// <summary>Stacks; of one its outputs, parameters, resources, events and template.</summary>
internal sealed class StacksView : IConsoleView
{
    public string Id => "stacks";

    public string Title => "Stacks";

    public int? Count(ConsoleRequest page) => page.Host.Read(page.State<StackState>("cloudformation"), s => s.All.Count(IsThere));

    public ValueTask<Html> ShowAsync(ConsoleRequest page)
    {
        if (page.Name is not { } name)
            return new(List(page));
        // A stack that is being deleted is looked at until it is gone, and then still
        var stack = page.Host.Read(page.State<StackState>("cloudformation"), s =>
            s.Find(name) ?? s.All.Where(d => d.Name == name).MaxBy(d => d.Deleted)
        );
        return new(stack is null ? Missing.Of(page, "stack", name) : StackPage.Show(page, stack));
    }

    public async ValueTask<Outcome> ActAsync(ConsoleRequest page, ConsoleForm form)
    {
        if (form.Action != "delete")
            return Outcome.Refused($"Stacks have no {form.Action}.");
        return await page.DoAsync(
                "cloudformation",
                "DeleteStack",
                new() { ["StackName"] = page.Name },
                $"The deletion of {page.Name} has begun."
            )
            .ConfigureAwait(false);
    }

    public IEnumerable<Hit> Search(ConsoleRequest page, string words) =>
        page.Host.Read(page.State<StackState>("cloudformation"), s =>
            s.All.Where(IsThere)
                .Where(stack => stack.Name.Contains(words, StringComparison.OrdinalIgnoreCase))
                .Take(SearchView.Most)
                .Select(stack => new Hit("Stack", stack.Name, page.Link(Id, stack.Name), stack.Status))
                .ToList()
        );

    private static bool IsThere(Stack stack) => stack.Status != StackStatus.DeleteComplete;

    private static Html List(ConsoleRequest page)
    {
        var (rows, pager) = page.Host.Read(page.State<StackState>("cloudformation"), state =>
        {
            var all = state.All.Where(IsThere).ToList();
            var (shown, turn) = page.Slice(all, all.Count);
            return (
                shown
                    .Select(s =>
                        page.Row(
                            s.Name,
                            Widgets.Status(s.Status),
                            page.Time(s.Created),
                            page.Time(s.Updated),
                            Widgets.Number(s.Resources.Count(r => r.Status != ResourceStatus.DeleteComplete))
                        )
                    )
                    .ToList(),
                turn
            );
        });
        return Widgets.Live(
            "stacks",
            Html.Of(
                $"""
            {Widgets.Table("Stacks", ["Stack", "Status", "Created", "Updated", "Resources"], rows,
                Html.Of($"There is no stack yet. Deploy one: {Widgets.Code("aws cloudformation deploy --stack-name NAME --template-file FILE")}."))}{pager}
            """
            )
        );
    }
}
