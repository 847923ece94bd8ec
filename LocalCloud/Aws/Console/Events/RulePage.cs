using LocalCloud.Aws.EventBridge;

namespace LocalCloud.Aws.WebConsole;

/// <summary>One rule: what it wants, where that goes, and how the last events of its bus fared with it.</summary>
internal static class RulePage
{
    public static Html Of(ConsoleRequest page, EventsState state, Rule rule, ArnLinks links) =>
        Html.Of(
            $"""
        {page.Back("All events")}
        <h2>{rule.Name}</h2>
        {Widgets.Live("rule", Html.Of($"""
            {Widgets.Facts(("Bus", Widgets.Anchor(page.Link("events", rule.Bus.Name), rule.Bus.Name)), ("State", Widgets.Status(rule.Row.State)),
                ("Description", rule.Row.Description is { Length: > 0 } text ? Widgets.Text(text) : null), ("ARN", Widgets.Code(rule.Arn)),
                ("Schedule", rule.Row.ScheduleExpression is { } schedule ? Widgets.Code(schedule) : null), ("Pattern", rule.Row.EventPattern is { } pattern ? Widgets.Block(pattern) : null))}
            <div class="actions">{RuleList.Switch(page, rule)}</div>
            <h3>Targets</h3>
            {Widgets.Table("Targets", ["Target", "Id", "Gets", "Retries", "Dead letters to"], rule.Row.Targets.Select(t => Row(t, links)),
                Html.Of($"It has no target, and so does nothing: <code>aws events put-targets --rule {rule.Name} --targets "
                    + $"Id=1,Arn=...</code>"))}
            <h3>The last events that it matched</h3>
            {Widgets.Table("Events", ["Received", "Event", "Deliveries"], rule.Bus.History.Traces.Where(t => t.Matched.Contains(rule.Name)).Take(ConsoleRequest.PageSize).Select(t => Matched(page, rule, t)),
                Html.Of($"None of the last 200 events of {rule.Bus.Name}. Test the pattern below to see why."))}
            """))}
        {(rule.Row.EventPattern is { } tested ? EventForms.Test(page, state, tested, rule.Bus.History.Traces.FirstOrDefault()) : Widgets.None)}
        {(rule.Row.ManagedBy is null ? Forms.Danger(page, "delete-rule", "Delete the rule",
            $"{rule.Name} is deleted{(rule.Row.Targets.Count == 0 ? "" : rule.Row.Targets.Count == 1 ? " with its target" : $" with its {rule.Row.Targets.Count} targets")}.",
            ("bus", rule.Bus.Name), ("rule", rule.Name)) : Widgets.None)}
        """
        );

    private static Html Row(Target target, ArnLinks links) =>
        Widgets.Row(
            links.Of(target.Arn),
            Widgets.Text(target.Id),
            Gets(target),
            Widgets.Text(
                $"up to {target.RetryPolicy?.MaximumRetryAttempts ?? 185}, for "
                    + $"{Widgets.Span(target.RetryPolicy?.MaximumEventAgeInSeconds ?? 86400)}"
            ),
            links.Of(target.DeadLetterConfig?.Arn)
        );

    private static Html Gets(Target target) =>
        target switch
        {
            { Input: { } input } => Widgets.Block(input),
            { InputPath: { } path } => Html.Of($"of the event <code>{path}</code>"),
            { InputTransformer.InputTemplate: { } template } => Widgets.Block(template),
            _ => Widgets.Text("the event"),
        };

    private static Html Matched(ConsoleRequest page, Rule rule, EventTrace trace) =>
        Widgets.Row(
            page.Time(trace.Event.Received),
            Html.Of(
                $"""<a href="{page.Link("events", trace.Event.Id)}">{trace.Event.DetailType}</a><br><small>{trace.Event.Source} · {trace.Event.Id}</small>"""
            ),
            Html.Of(
                $"""{trace.Deliveries.Values.Where(d => d.Rule == rule.Name).Select(d => Html.Of($"{Widgets.Status(d.Status)} <small>{d.Target} {d.Error}</small><br>"))}"""
            )
        );
}
