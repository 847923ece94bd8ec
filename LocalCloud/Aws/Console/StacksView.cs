using LocalCloud.Aws.CloudFormation.Stacks;

namespace LocalCloud.Aws.WebConsole;

internal sealed class StacksView : IConsoleView
{
    private const int Most = 200;

    public string Id => "stacks";

    public string Title => "Stacks";

    public int? Count(ConsoleRequest page) =>
        page.Host.Read(page.State<StackState>("cloudformation"), s => s.All.Count(stack => stack.Status != StackStatus.DeleteComplete));

    public ValueTask<Html> ShowAsync(ConsoleRequest page) => new(page.Host.Read(page.State<StackState>("cloudformation"), state => Html.Of($"""
        {Widgets.Table("Stacks", ["Stack", "Status", "Created", "Updated", "Resources"], state.All.Where(s => s.Status != StackStatus.DeleteComplete).Select(s => page.Row(s.Name,
            Widgets.Status(s.Status), page.Time(s.Created), page.Time(s.Updated), Widgets.Number(s.Resources.Count(r => r.Status != ResourceStatus.DeleteComplete)))))}
        {(page.Name is { } name && state.Find(name) is { } chosen ? Detail(page, chosen) : Widgets.Text(null))}
        """)));

    private static Html Detail(ConsoleRequest page, Stack stack) => Html.Of($"""
        <h2>{stack.Name}</h2>
        <p>{stack.StatusReason}</p>
        <h3>Outputs</h3>
        {Widgets.Table("Stacks", ["Output", "Value", "Export"], stack.Outputs.Select(o => Html.Of($"<tr><td>{o.Name}</td><td><code>{o.Value}</code></td><td>{o.ExportName}</td></tr>")))}
        <h3>Resources</h3>
        {Widgets.Table("Stacks", ["Resource", "Type", "Physical id", "Status"], stack.Resources.OrderBy(r => r.LogicalId, StringComparer.Ordinal).Select(r => Html.Of($"""
            <tr><td>{r.LogicalId}</td><td>{r.Type}</td><td><code>{r.PhysicalId}</code></td><td>{Widgets.Status(r.Status)} <small>{r.StatusReason}</small></td></tr>
            """)))}
        <h3>Events, newest first</h3>
        {Widgets.Table("Stacks", ["Time", "Resource", "Status", "Reason"], stack.Events.AsEnumerable().Reverse().Take(Most).Select(e => Html.Of($"""
            <tr><td>{page.Time(e.Timestamp)}</td><td>{e.LogicalId}</td><td>{Widgets.Status(e.Status)}</td><td>{e.Reason}</td></tr>
            """)))}
        """);
}
