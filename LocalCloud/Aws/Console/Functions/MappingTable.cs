using LocalCloud.Aws.Lambda.Mappings;

namespace LocalCloud.Aws.WebConsole.Functions;

/// <summary>Event source mappings, each with a button that switches it.</summary>
internal static class MappingTable
{
    public static Html Show(ConsoleRequest page, IReadOnlyList<EventSourceMapping> mappings, bool withFunction) =>
        Widgets.Table(
            "Event source mappings",
            ["Source", .. withFunction ? (string[])["Function"] : [], "State", "Batch", "Window", "Filter", ""],
            mappings.Select(m =>
                Widgets.Row([
                    ResourceLinks.Arn(page, m.EventSourceArn),
                    .. withFunction
                        ? (Html[])
                            [
                                Widgets.Anchor(
                                    page.Link("functions", m.FunctionName),
                                    m.Qualifier is null ? m.FunctionName : $"{m.FunctionName}:{m.Qualifier}"
                                ),
                            ]
                        : [],
                    Widgets.Status(m.Enabled ? "ENABLED" : "DISABLED"),
                    Widgets.Number(m.BatchSize),
                    Widgets.Text(m.MaximumBatchingWindowInSeconds is 0 ? "" : Widgets.Span(m.MaximumBatchingWindowInSeconds)),
                    m.FilterCriteria?.Filters is { Count: > 0 } filters
                        ? Html.Of($"{filters.Select(f => Widgets.Code(f.Pattern))}")
                        : Widgets.None,
                    Switch(page, m),
                ])
            ),
            Html.Of($"No queue and no stream calls {(withFunction ? "a function" : "it")}.")
        );

    private static Html Switch(ConsoleRequest page, EventSourceMapping mapping) =>
        Forms.Button(
            page,
            "mapping",
            mapping.Enabled ? "Disable" : "Enable",
            ("uuid", mapping.UUID),
            ("enabled", mapping.Enabled ? "no" : "yes")
        );
}
