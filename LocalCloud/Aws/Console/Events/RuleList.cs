using LocalCloud.Aws.EventBridge;

namespace LocalCloud.Aws.WebConsole;

/// <summary>Rules with their pattern or schedule and their targets, to switch on and off.</summary>
internal static class RuleList
{
    public static Html Of(ConsoleRequest page, IEnumerable<Rule> rules, ArnLinks links)
    {
        var all = rules.ToList();
        var (shown, pager) = page.Slice(all, all.Count, "rules");
        return Html.Of(
            $"""
            <h2>Rules</h2>
            {Widgets.Table("Rules", ["Rule", "Bus", "State", "Pattern or schedule", "Targets", ""], shown.Select(r => Row(page, r, links)),
                Html.Of($"No rule yet: <code>aws events put-rule --name orders --event-pattern '{"{\"source\": [\"shop\"]}"}'</code>"))}
            {pager}
            """
        );
    }

    public static Html Switch(ConsoleRequest page, Rule rule) =>
        rule.Row.ManagedBy is { } manager ? Widgets.Soft($"managed by {manager}")
        : rule.Row.IsEnabled ? Forms.RowButton(page, "disable", "Disable", $"rule {rule.Name}", ("bus", rule.Bus.Name), ("rule", rule.Name))
        : Forms.RowButton(page, "enable", "Enable", $"rule {rule.Name}", ("bus", rule.Bus.Name), ("rule", rule.Name));

    private static Html Row(ConsoleRequest page, Rule rule, ArnLinks links) =>
        Html.Of(
            $"""
            <tr><th scope="row"><a href="{page.Link(
                "events",
                Named.Of(rule)
            )}">{rule.Name}</a><br><small>{rule.Row.Description}</small></th>
            <td>{Widgets.Anchor(page.Link("events", rule.Bus.Name), rule.Bus.Name)}</td><td>{Widgets.Status(rule.Row.State)}</td>
            <td>{Widgets.Block(rule.Row.EventPattern ?? rule.Row.ScheduleExpression)}</td>
            <td>{(
                rule.Row.Archive is { } archive
                    ? Html.Of($"archive {Widgets.Anchor(page.Link("events", null, ("archive", archive)), archive)}")
                    : Html.Of($"{rule.Row.Targets.Select(t => Html.Of($"{links.Of(t.Arn)}<br>"))}")
            )}</td>
            <td>{Switch(page, rule)}</td></tr>
            """
        );
}
