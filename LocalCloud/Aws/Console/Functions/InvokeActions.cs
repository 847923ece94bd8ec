using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LocalCloud.Aws.Lambda;
using LocalCloud.Aws.Lambda.Execution;
using LocalCloud.Aws.Lambda.Functions;

namespace LocalCloud.Aws.WebConsole.Functions;

/// <summary>Invokes functions by Lambda's own operation.</summary>
internal static partial class InvokeActions
{
    public static async ValueTask<Outcome> InvokeAsync(ConsoleRequest page, ConsoleForm form)
    {
        var payload = form.Text("payload");
        var (name, only) = (form.Text("save").Trim(), form.Text("type") == "Save");
        if (only && name.Length == 0)
            return Outcome.Refused("Write the name that the event is to be saved under.");
        if (name.Length > 0 && SavedPayloads.Of(page.Host).Save(page.Scope, page.Name!, name, payload) is { } wrong)
            return Outcome.Refused($"Nothing was invoked. {wrong}");
        if (only)
            return Outcome.Done($"The event is saved as {name}.");
        return await InvokeAsync(
                page,
                page.Name!,
                form.Optional("qualifier"),
                Encoding.UTF8.GetBytes(payload),
                form.Text("type") == "Event"
            )
            .ConfigureAwait(false);
    }

    /// <summary>The event of an invocation once more, with the code that the function has now.</summary>
    public static async ValueTask<Outcome> ReplayAsync(ConsoleRequest page, ConsoleForm form)
    {
        var id = form.Text("request");
        if (page.Host.Service<LambdaService>().Recent.Find(id) is not { } found)
            return Outcome.Refused($"No invocation {id} is remembered: the last 200 are, since this process began.");
        if (found.Payload is not { } payload)
            return Outcome.Refused(InvocationDetail.Dropped(found));
        return await InvokeAsync(page with { Scope = found.Scope }, found.Function, found.Version, payload, isAsync: false)
            .ConfigureAwait(false);
    }

    public static Outcome Forget(ConsoleRequest page, ConsoleForm form) =>
        SavedPayloads.Of(page.Host).Delete(page.Scope, page.Name!, form.Text("saved"))
            ? Outcome.Done($"The saved event {form.Text("saved")} is deleted.")
            : Outcome.Refused($"No event is saved as {form.Text("saved")}.");

    private static async ValueTask<Outcome> InvokeAsync(
        ConsoleRequest page,
        string function,
        string? qualifier,
        byte[] payload,
        bool isAsync
    )
    {
        var result = await page.CallAsync(
                "lambda",
                "Invoke",
                new()
                {
                    ["FunctionName"] = function,
                    ["Qualifier"] = qualifier ?? FunctionName.Latest,
                    ["InvocationType"] = isAsync ? "Event" : "RequestResponse",
                    ["LogType"] = "Tail",
                    ["Payload"] = Convert.ToBase64String(payload),
                }
            )
            .ConfigureAwait(false);
        if (!result.Ok(out var answer, out var error))
            return Outcome.Refused(error);
        if (isAsync)
            return Outcome.Done($"{function} is to be invoked. It stands among the invocations below when it has run.");
        var log = Text(answer, "LogResult");
        var ran = RequestId(log) is { } id ? page.Host.Service<LambdaService>().Recent.Find(id) : null;
        var failed = answer.TryGetProperty("FunctionError", out var kind) && kind.GetString() is not null;
        var took = ran is null
            ? ""
            : $" after {InvocationTable.Ms(ran.Report.Duration)}{(ran.Report.Init is { } init
                ? $", and {InvocationTable.Ms(init)} to start" : "")}";
        return Outcome.Shown(
            failed ? $"{function} failed{took}." : $"{function} answered{took}.",
            Answer(page, Text(answer, "Payload"), log, failed, ran)
        );
    }

    private static Html Answer(ConsoleRequest page, string answer, string log, bool failed, RecentInvocation? ran) =>
        Html.Of(
            $"""
        <h3>{(failed ? "Error" : "Answer")}</h3>{(answer.Length == 0 ? Widgets.Soft("It is empty.") : Widgets.Block(answer))}
        <h3>End of its log</h3>{Widgets.Block(log)}
        {(ran is null ? Widgets.None
            : Html.Of($"<p>{Widgets.Anchor(InvocationDetail.Link(page, ran), $"Invocation {ran.RequestId}")}</p>"))}
        """
        );

    private static string Text(System.Text.Json.JsonElement answer, string member) =>
        answer.TryGetProperty(member, out var value) && value.ValueKind is System.Text.Json.JsonValueKind.String
            ? Encoding.UTF8.GetString(value.GetBytesFromBase64())
            : "";

    // The REPORT line comes last, and names it; in the JSON format as a member
    private static string? RequestId(string log) => Report.Matches(log) is { Count: > 0 } all ? all[^1].Groups["id"].Value : null;

    [GeneratedRegex("""(RequestId: |"requestId":\s*")(?<id>[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})""")]
    private static partial Regex Report { get; }
}
