using LocalCloud.Aws.CloudFormation.Stacks;
using LocalCloud.Aws.Ses.Inbox;

namespace LocalCloud.Aws.WebConsole;

internal sealed class StacksView : IConsoleView
{
    private const int Most = 200;

    public string Id => "stacks";

    public string Title => "Stacks";

    public int? Count(ConsoleRequest page) =>
        page.Host.Read(page.State<StackState>("cloudformation"), s => s.All.Count(stack => stack.Status != StackStatus.DeleteComplete));

    public ValueTask<Html> ShowAsync(ConsoleRequest page) => new(page.Host.Read(page.State<StackState>("cloudformation"), state => Html.Of($"""
        {ConsoleRequest.Table(["Stack", "Status", "Created", "Updated", "Resources"], state.All.Where(s => s.Status != StackStatus.DeleteComplete).Select(s => page.Row(s.Name,
            ConsoleRequest.Status(s.Status), ConsoleRequest.Time(s.Created), ConsoleRequest.Time(s.Updated), ConsoleRequest.Number(s.Resources.Count(r => r.Status != ResourceStatus.DeleteComplete)))))}
        {(page.Name is { } name && state.Find(name) is { } chosen ? Detail(chosen) : ConsoleRequest.Text(null))}
        """)));

    private static Html Detail(Stack stack) => Html.Of($"""
        <h2>{stack.Name}</h2>
        <p>{stack.StatusReason}</p>
        <h3>Outputs</h3>
        {ConsoleRequest.Table(["Output", "Value", "Export"], stack.Outputs.Select(o => Html.Of($"<tr><td>{o.Name}</td><td><code>{o.Value}</code></td><td>{o.ExportName}</td></tr>")))}
        <h3>Resources</h3>
        {ConsoleRequest.Table(["Resource", "Type", "Physical id", "Status"], stack.Resources.OrderBy(r => r.LogicalId, StringComparer.Ordinal).Select(r => Html.Of($"""
            <tr><td>{r.LogicalId}</td><td>{r.Type}</td><td><code>{r.PhysicalId}</code></td><td>{ConsoleRequest.Status(r.Status)} <small>{r.StatusReason}</small></td></tr>
            """)))}
        <h3>Events, newest first</h3>
        {ConsoleRequest.Table(["Time", "Resource", "Status", "Reason"], stack.Events.AsEnumerable().Reverse().Take(Most).Select(e => Html.Of($"""
            <tr><td>{ConsoleRequest.Time(e.Timestamp)}</td><td>{e.LogicalId}</td><td>{ConsoleRequest.Status(e.Status)}</td><td>{e.Reason}</td></tr>
            """)))}
        """);
}
