using System.Text;
using LocalCloud.Aws.Lambda;
using LocalCloud.Aws.Lambda.Execution;

namespace LocalCloud.Aws.WebConsole.Functions;

/// <summary>One invocation by its request id: what it was given, what came of it, what it logged.</summary>
internal static class InvocationDetail
{
    public static string Link(ConsoleRequest page, RecentInvocation invocation) =>
        page.Link("functions", invocation.Function, ("request", invocation.RequestId));

    public static Html Show(ConsoleRequest page, string id)
    {
        var service = page.Host.Service<LambdaService>();
        if (service.Recent.Find(id) is not { } found)
            return Html.Of(
                $"""
                {Back(page, page.Name)}
                <p class="empty">No invocation {id} is remembered: the last 200 are, since this process began. Its log may still be there:
                {Widgets.Anchor(page.Link("logs", page.Name is null ? null : $"/aws/lambda/{page.Name}", ("text", id)),
                    "look for it in the log")}.</p>
                """
            );
        // Request ids are unique: a deep link needs no account
        page = page with { Scope = found.Scope };
        var group = FunctionPage.Find(page, found.Function) is { } function
            ? FunctionPage.GroupOf(function)
            : $"/aws/lambda/{found.Function}";
        return Html.Of(
            $"""
            {Back(page, found.Function)}
            <h2>Invocation {found.RequestId}</h2>
            {Widgets.Facts(
                ("Function", Widgets.Anchor(page.Link("functions", found.Function), $"{found.Function} ({found.Version})")),
                    ("Outcome", InvocationTable.Outcome(found)),
                ("Ended", page.Time(found.Ended)),
                    ("Duration", Html.Of($"{InvocationTable.Ms(found.Report.Duration)}, billed {Widgets.Number(found.Report.BilledMs)} ms")),
                ("Init", found.Report.Init is { } init ? Widgets.Text(InvocationTable.Ms(init)) : null),
                ("Memory used", Html.Of($"{Widgets.Number(found.Report.MaxMemory)} MB")))}
            <div class="actions">
            {(found.Payload is null ? Widgets.None : Html.Of($"""
                {Forms.Button(page with { Name = found.Function }, "replay", "Replay it", ("request", id))}
                <a class="button" href="{page.Link("functions", found.Function, ("of", id))}#payload">Edit its event and invoke</a>
                """))}
            <a class="button" href="{page.Link("logs", group, ("text", id))}">All that it logged</a></div>
            <h3>Event</h3>
            {(found.Payload is { } payload ? Widgets.Block(Encoding.UTF8.GetString(payload))
                : Html.Of($"""<p class="empty">{Dropped(found)}</p>"""))}
            <h3>{(found.Error is null ? "Answer" : "Error")}</h3>
            {Widgets.Block(Encoding.UTF8.GetString(found.Answer))}{(found.AnswerSize > found.Answer.Length
                ? Widgets.Soft($"The first {Widgets.Size(found.Answer.Length)} of {Widgets.Size(found.AnswerSize)}") : Widgets.None)}
            <h3>End of its log</h3>
            {Widgets.Block(Encoding.UTF8.GetString(found.Log))}
            """
        );
    }

    public static string Dropped(RecentInvocation invocation) =>
        invocation.PayloadSize > RecentInvocations.LargestPayload
            ? $"The event had {Widgets.Size(invocation.PayloadSize)}: events above {Widgets.Size(RecentInvocations.LargestPayload)} are "
                + "not kept."
            : "The event has made room for newer ones: 32 MB of them are kept.";

    private static Html Back(ConsoleRequest page, string? function) =>
        function is null
            ? Html.Of($"""<p>{Widgets.Anchor(page.Link("functions"), "← Functions")}</p>""")
            : Html.Of($"""<p>{Widgets.Anchor(page.Link("functions", function), $"← {function}")}</p>""");
}
