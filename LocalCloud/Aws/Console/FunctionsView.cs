using System.Globalization;
using System.Text;
using LocalCloud.Aws.Lambda;
using LocalCloud.Aws.Lambda.Execution;
using LocalCloud.Aws.Lambda.Functions;
using LocalCloud.Aws.Ses.Inbox;

namespace LocalCloud.Aws.WebConsole;

/// <summary>Functions, their environments, and the last invocations.</summary>
internal sealed class FunctionsView : IConsoleView
{
    private const int Most = 50;

    public string Id => "functions";

    public string Title => "Functions";

    public int? Count(ConsoleRequest page) => page.Host.Read(page.State<LambdaState>("lambda"), s => s.Functions.Count);

    public ValueTask<Html> ShowAsync(ConsoleRequest page)
    {
        var service = page.Host.Service<LambdaService>();
        var (functions, mappings, pending) = page.Host.Read(page.State<LambdaState>("lambda"), s => (s.Functions.Values.ToList(), s.Mappings.Values.ToList(), s.Pending.Count));
        return new(Html.Of($"""
            {ConsoleRequest.Table(["Function", "Runtime", "Memory", "Time-out", "Environments", "Busy", "Invocations", "GB-seconds", "USD"], functions.Select(f => Row(page, service, f)))}
            {CostText.Of(service.Costs.Of(page.Scope))}
            <h3>Event source mappings</h3>
            {ConsoleRequest.Table(["Source", "Function", "State", "Batch"], mappings.Select(m => Html.Of($"""
                <tr><td>{m.EventSourceArn}</td><td>{m.FunctionArn}</td><td>{(m.Enabled ? "Enabled" : "Disabled")}</td><td>{ConsoleRequest.Number(m.BatchSize)}</td></tr>
                """)))}
            <p>{ConsoleRequest.Number(pending)} asynchronous invocations wait.</p>
            <h3>Invocations, newest first</h3>
            {ConsoleRequest.Table(["Ended", "Function", "Duration", "Init", "Memory", "Error", "Log"], service.Recent.Of(page.Scope, page.Name).Take(Most).Select(Row))}
            """));
    }

    private static Html Row(ConsoleRequest page, LambdaService service, Function function)
    {
        var (all, busy) = service.Fleet.Count(page.Scope, function.Name);
        var shown = function.Latest.Configuration;
        return page.Row(function.Name, [ConsoleRequest.Text(shown.Runtime), ConsoleRequest.Text($"{shown.MemorySize} MB"), ConsoleRequest.Text($"{shown.Timeout} s"),
            ConsoleRequest.Number(all), ConsoleRequest.Number(busy), .. CostText.Cells(service.Costs.Of(page.Scope, function.Name))]);
    }

    private static Html Row(RecentInvocation invocation) => Html.Of($"""
        <tr><td>{ConsoleRequest.Time(invocation.Ended)}<br><small>{invocation.RequestId}</small></td><td>{invocation.Function}<br><small>{invocation.Version}</small></td>
        <td>{Ms(invocation.Report.Duration)}</td><td>{(invocation.Report.Init is { } init ? Ms(init) : "")}</td><td>{invocation.Report.MaxMemory.ToString(CultureInfo.InvariantCulture)} MB</td>
        <td>{invocation.Error ?? ""}</td><td><pre>{Encoding.UTF8.GetString(invocation.Log)}</pre></td></tr>
        """);

    private static string Ms(TimeSpan time) => $"{time.TotalMilliseconds.ToString("F1", CultureInfo.InvariantCulture)} ms";
}
