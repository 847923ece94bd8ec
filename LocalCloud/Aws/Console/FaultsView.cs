using System.Globalization;
using LocalCloud.Aws.FaultInjection;
using LocalCloud.Aws.Ses.Inbox;

namespace LocalCloud.Aws.WebConsole;

/// <summary>The faults that are switched on, and how often they have struck.</summary>
internal sealed class FaultsView : IConsoleView
{
    public string Id => "faults";

    public string Title => "Faults";

    public int? Count(ConsoleRequest page) => page.Host.Faults.Any ? page.Host.Faults.All.Count() : null;

    public ValueTask<Html> ShowAsync(ConsoleRequest page) => new(Html.Of($"""
        <p>They come with <code>POST /_localcloud/faults</code> and go with <code>DELETE</code>, or with a restart.</p>
        {ConsoleRequest.Table(["Fault", "Kind", "Where", "How often", "Hits"], page.Host.Faults.All.Select(Row))}
        """));

    private static Html Row(ActiveFault active)
    {
        var fault = active.Fault;
        var kind = $"{fault.Kind} {(fault.Milliseconds is { } ms ? $"{ms} ms" : $"{fault.Status} {fault.Code}")}";
        var where = string.Join(' ', new[] { fault.Service ?? "every service", fault.Operation, fault.Resource, fault.Account, fault.Region }.Where(x => x is not null));
        var often = $"{(fault.Probability ?? 1).ToString("P0", CultureInfo.InvariantCulture)}{(fault.Count is { } count ? $", {count} times" : "")}{(fault.Seed is { } seed ? $", seed {seed}" : "")}";
        return Html.Of($"""
            <tr><td>{active.Id}</td><td>{kind}</td><td>{where}</td><td>{often}</td><td>{ConsoleRequest.Number(active.Hits)}</td></tr>
            """);
    }
}
