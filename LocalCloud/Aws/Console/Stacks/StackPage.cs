using LocalCloud.Aws.CloudFormation.Operations;
using LocalCloud.Aws.CloudFormation.Stacks;

namespace LocalCloud.Aws.WebConsole.Stacks;

/// <summary>One stack.</summary>
internal static class StackPage
{
    public static Html Show(ConsoleRequest page, Stack stack)
    {
        // Links look into the states of other services, which is not done under this one's gate
        var (resources, outputs, events) = page.Host.Read(page.State<StackState>("cloudformation"), _ =>
            (
                stack.Resources.OrderBy(r => r.LogicalId, StringComparer.Ordinal).ToList(),
                stack.Outputs.ToList(),
                stack.Events.AsEnumerable().Reverse().ToList()
            )
        );
        return Html.Of(
            $"""
            <h2>{stack.Name}</h2>
            {Widgets.Live("stack", Facts(page, stack))}
            <h3>Outputs</h3>
            {Widgets.Live("outputs", Widgets.Table("Outputs", ["Output", "Value", "Export", "What it is"], outputs.Select(o => Widgets.Row(
                Widgets.Text(o.Name), Value(page, o.Value), Widgets.Text(o.ExportName), Widgets.Text(o.Description))),
                    Html.Of($"It has no outputs.")))}
            {Parameters(stack)}
            <h3>Resources</h3>
            {Widgets.Live("resources", Resources(page, resources))}
            <h3>Events, newest first</h3>
            {Widgets.Live("events", Events(page, events))}
            <h3>Template</h3>
            {Widgets.Fold("template", Html.Of($"As it was given, {Widgets.Size(stack.Source.Template.Length)}"),
                Widgets.Block(stack.Source.Template))}
            {(stack.Status is StackStatus.DeleteComplete or StackStatus.DeleteInProgress ? Widgets.None
                : Forms.Danger(page, "delete", "Delete the stack",
                $"{stack.Name} goes with its {resources.Count(IsThere)} resources and what they hold, unless their deletion policy retains them."))}
            """
        );
    }

    private static Html Facts(ConsoleRequest page, Stack stack) =>
        Widgets.Facts(
            ("Status", Widgets.Status(stack.Status)),
            ("Reason", stack.StatusReason is { } reason ? Widgets.Text(reason) : null),
            ("Description", stack.Source.Declared?.Description is { Length: > 0 } text ? Widgets.Text(text) : null),
            ("Created", page.Time(stack.Created)),
            ("Updated", stack.Updated is { } updated ? page.Time(updated) : null),
            ("Deleted", stack.Deleted is { } deleted ? page.Time(deleted) : null),
            ("Part of", stack.ParentId is { } parent ? ResourceLinks.Arn(page, parent) : null),
            ("Protected from deletion", stack.Options.TerminationProtection ? Widgets.Text("yes") : null),
            (
                "Tags",
                stack.Source.Tags.Count > 0 ? Widgets.Text(string.Join(", ", stack.Source.Tags.Select(t => $"{t.Key} = {t.Value}"))) : null
            ),
            ("Stack id", Widgets.Code(stack.StackId))
        );

    private static Html Value(ConsoleRequest page, string value) =>
        Arn.Is(value) ? ResourceLinks.Arn(page, value)
        : value.StartsWith("http://", StringComparison.Ordinal) || value.StartsWith("https://", StringComparison.Ordinal)
            ? Widgets.Anchor(value, value)
        : Widgets.Code(value);

    private static Html Parameters(Stack stack) =>
        DescribeStacks.Parameters(stack.Source) is not { Count: > 0 } parameters
            ? Widgets.None
            : Html.Of(
                $"""
        <h3>Parameters</h3>
        {Widgets.Table("Parameters", ["Parameter", "Value", "Resolved"], parameters.Select(p => Widgets.Row(
            Widgets.Text(p.ParameterKey), Widgets.Code(p.ParameterValue), Widgets.Text(p.ResolvedValue))))}
        """
            );

    private static Html Resources(ConsoleRequest page, List<StackResource> resources)
    {
        var (shown, pager) = page.Slice(resources, resources.Count, "resources");
        return Html.Of(
            $"""
            {Widgets.Table("Resources", ["Resource", "Type", "Physical id", "Status"],
                shown.Select(r => Widgets.Row(Widgets.Text(r.LogicalId), Widgets.Text(r.Type),
                ResourceLinks.Resource(page, r), Html.Of($"{Widgets.Status(r.Status)} {Widgets.Soft(r.StatusReason)}"))),
                    Html.Of($"It has no resources."))}{pager}
            """
        );
    }

    private static Html Events(ConsoleRequest page, List<StackEvent> events)
    {
        var (shown, pager) = page.Slice(events, events.Count, "events");
        return Html.Of(
            $"""
            {Widgets.Table("Events", ["Time", "Resource", "Status", "Reason"], shown.Select(e => Widgets.Row(
                page.Time(e.Timestamp), Widgets.Text(e.LogicalId), Widgets.Status(e.Status), Widgets.Text(e.Reason))))}{pager}
            """
        );
    }

    private static bool IsThere(StackResource resource) => resource.Status != ResourceStatus.DeleteComplete;
}
