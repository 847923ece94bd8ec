using System.Globalization;
using LocalCloud.Aws.Lambda;
using LocalCloud.Aws.Lambda.Execution;

namespace LocalCloud.Aws.WebConsole.Functions;

/// <summary>The last invocations.</summary>
internal static class InvocationTable
{
    /// <param name="function">null: of all</param>
    public static Html Show(ConsoleRequest page, string? function)
    {
        var all = page.Host.Service<LambdaService>().Recent.Of(page.Scope, function);
        var (shown, pager) = page.Slice(all, all.Count, "invocations");
        return Html.Of(
            $"""
            {Widgets.Table("Invocations",
                ["Ended", "Request", .. function is null ? (string[])["Function"] : [], "Duration", "Init", "Memory", "Outcome", ""],
                shown.Select(i => Row(page, i, function is null)), Html.Of($"Nothing has run since this process began."))}
            {pager}<p class="soft">The last 200 invocations of all functions, since this process began.</p>
            """
        );
    }

    public static Html Outcome(RecentInvocation invocation) =>
        invocation.Error is { } error
            ? Html.Of($"""<span class="status bad">{error}</span>""")
            : Html.Of($"""<span class="status good">done</span>""");

    public static string Ms(TimeSpan time) => $"{time.TotalMilliseconds.ToString("F1", CultureInfo.InvariantCulture)} ms";

    private static Html Row(ConsoleRequest page, RecentInvocation invocation, bool withFunction) =>
        Widgets.Row([
            page.Time(invocation.Ended),
            Widgets.Anchor(InvocationDetail.Link(page, invocation), invocation.RequestId),
            .. withFunction ? (Html[])[Widgets.Anchor(page.Link("functions", invocation.Function), invocation.Function)] : [],
            Widgets.Text(Ms(invocation.Report.Duration)),
            Widgets.Text(invocation.Report.Init is { } init ? Ms(init) : null),
            Html.Of($"{Widgets.Number(invocation.Report.MaxMemory)} MB"),
            Outcome(invocation),
            invocation.Payload is null ? Widgets.None : Forms.Button(page, "replay", "Replay", ("request", invocation.RequestId)),
        ]);
}
