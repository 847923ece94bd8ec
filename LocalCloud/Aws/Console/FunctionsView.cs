using System.Globalization;
using System.Text;
using LocalCloud.Aws.Lambda;
using LocalCloud.Aws.Lambda.Execution;
using LocalCloud.Aws.Lambda.Functions;

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
            {Widgets.Table("Functions", ["Function", "Runtime", "Memory", "Time-out", "Environments", "Busy", "Invocations", "GB-seconds", "USD"], functions.Select(f => Row(page, service, f)))}
            {CostText.Of(service.Costs.Of(page.Scope))}
            <h3>Event source mappings</h3>
            {Widgets.Table("Functions", ["Source", "Function", "State", "Batch"], mappings.Select(m => Html.Of($"""
                <tr><td>{m.EventSourceArn}</td><td>{m.FunctionArn}</td><td>{(m.Enabled ? "Enabled" : "Disabled")}</td><td>{Widgets.Number(m.BatchSize)}</td></tr>
                """)))}
            <p>{Widgets.Number(pending)} asynchronous invocations wait.</p>
            <h3>Invocations, newest first</h3>
            {Widgets.Table("Functions", ["Ended", "Function", "Duration", "Init", "Memory", "Error", "Log"], service.Recent.Of(page.Scope, page.Name).Take(Most).Select(i => Row(page, i)))}
            """));
    }

    private static Html Row(ConsoleRequest page, LambdaService service, Function function)
    {
        var (all, busy) = service.Fleet.Count(page.Scope, function.Name);
        var shown = function.Latest.Configuration;
        return page.Row(function.Name, [Widgets.Text(shown.Runtime), Widgets.Text($"{shown.MemorySize} MB"), Widgets.Text($"{shown.Timeout} s"),
            Widgets.Number(all), Widgets.Number(busy), .. CostText.Cells(service.Costs.Of(page.Scope, function.Name))]);
    }

    private static Html Row(ConsoleRequest page, RecentInvocation invocation) => Html.Of($"""
        <tr><td>{page.Time(invocation.Ended)}<br><small>{invocation.RequestId}</small></td><td>{invocation.Function}<br><small>{invocation.Version}</small></td>
        <td>{Ms(invocation.Report.Duration)}</td><td>{(invocation.Report.Init is { } init ? Ms(init) : "")}</td><td>{invocation.Report.MaxMemory.ToString(CultureInfo.InvariantCulture)} MB</td>
        <td>{invocation.Error ?? ""}</td><td><pre>{Encoding.UTF8.GetString(invocation.Log)}</pre></td></tr>
        """);

    private static string Ms(TimeSpan time) => $"{time.TotalMilliseconds.ToString("F1", CultureInfo.InvariantCulture)} ms";
}
