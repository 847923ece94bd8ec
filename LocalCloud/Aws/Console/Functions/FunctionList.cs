using LocalCloud.Aws.Lambda;
using LocalCloud.Aws.Lambda.Functions;

namespace LocalCloud.Aws.WebConsole.Functions;

/// <summary>All functions, what feeds them, and what ran last.</summary>
internal static class FunctionList
{
    public static Html Show(ConsoleRequest page)
    {
        var service = page.Host.Service<LambdaService>();
        var (functions, mappings, pending) = page.Host.Read(FunctionsView.State(page), s =>
            (s.Functions.Values.ToList(), s.Mappings.Values.ToList(), s.Pending.Count)
        );
        var (shown, pager) = page.Slice(functions, functions.Count);
        return Widgets.Live(
            "functions",
            Html.Of(
                $"""
            {Widgets.Table("Functions",
                ["Function", "Runtime", "Memory", "Time-out", "Environments", "Busy", "Invocations", "GB-seconds", "USD"],
                shown.Select(f => Row(page, service, f)),
                    Html.Of($"There is no function yet: deploy a stack that has one."))}
            {pager}{CostText.Of(service.Costs.Of(page.Scope))}
            {(pending > 0 ? Html.Of($"<p>{Widgets.Number(pending)} asynchronous invocations wait.</p>") : Widgets.None)}
            <h2>Event source mappings</h2>
            {MappingTable.Show(page, mappings, withFunction: true)}
            <h2>Invocations, newest first</h2>
            {InvocationTable.Show(page, null)}
            """
            )
        );
    }

    private static Html Row(ConsoleRequest page, LambdaService service, Function function)
    {
        var (all, busy) = service.Fleet.Count(page.Scope, function.Name);
        var shown = function.Latest.Configuration;
        return page.Row(
            function.Name,
            [
                Widgets.Text(shown.Runtime),
                Widgets.Text($"{shown.MemorySize} MB"),
                Widgets.Text(Widgets.Span(shown.Timeout)),
                Widgets.Number(all),
                Widgets.Number(busy),
                .. CostText.Cells(service.Costs.Of(page.Scope, function.Name)),
            ]
        );
    }
}
