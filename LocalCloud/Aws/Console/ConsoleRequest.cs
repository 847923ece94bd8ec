using System.Globalization;
using LocalCloud.Aws.Ses.Inbox;

namespace LocalCloud.Aws.WebConsole;

/// <summary>One page of the console.</summary>
internal interface IConsoleView
{
    string Id { get; }

    string Title { get; }

    /// <summary>How many there are of what the view shows; null when that says nothing.</summary>
    int? Count(ConsoleRequest page);

    ValueTask<Html> ShowAsync(ConsoleRequest page);
}

/// <param name="Name">What of the view's list was chosen.</param>
internal sealed record ConsoleRequest(Host Host, Scope Scope, string View, string? Name, string Endpoint, CancellationToken Cancellation)
{
    public string Link(string view, string? name = null) =>
        $"{ConsolePage.Path}?view={view}&scope={Uri.EscapeDataString(ConsolePage.Name(Scope))}{(name is null ? "" : $"&name={Uri.EscapeDataString(name)}")}";

    public T State<T>(string service) where T : ServiceState => (T)Host.Service(service).State(Scope);

    /// <summary>A row of a list, whose name leads to its details.</summary>
    public Html Row(string name, params IEnumerable<Html> cells) => Html.Of($"""
        <tr class="{(name == Name ? "chosen" : "")}"><td><a href="{Link(View, name)}">{name}</a></td>{cells.Select(cell => Html.Of($"<td>{cell}</td>"))}</tr>
        """);

    public static Html Table(string[] heads, IEnumerable<Html> rows)
    {
        var all = rows.ToList();
        return all.Count == 0
            ? Html.Of($"""<p class="empty">Nothing here yet.</p>""")
            : Html.Of($"""
                <div class="table"><table><thead><tr>{heads.Select(head => Html.Of($"<th>{head}</th>"))}</tr></thead><tbody>{all}</tbody></table></div>
                """);
    }

    public static Html Text(string? text) => Html.Of($"{text}");

    public static Html Number(long number) => Html.Of($"""<span class="number">{number}</span>""");

    public static Html Code(string? text) => Html.Of($"<code>{text}</code>");

    public static Html Time(DateTimeOffset? time) =>
        Html.Of($"<time>{time?.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture)}</time>");

    /// <summary>Green, amber or red by the words that AWS's states end with.</summary>
    public static Html Status(string status)
    {
        var kind = status switch
        {
            _ when status.Contains("FAILED", StringComparison.Ordinal) || status.Contains("ROLLBACK", StringComparison.Ordinal) || status is "dropped" or "dead-lettered" => "bad",
            _ when status.EndsWith("IN_PROGRESS", StringComparison.Ordinal) || status is "pending" or "retrying" or "DISABLED" => "busy",
            _ => "good",
        };
        return Html.Of($"""<span class="status {kind}">{status}</span>""");
    }

    public static string Size(long bytes) => bytes switch
    {
        < 1024 => $"{bytes} B",
        < 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.#} KB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0 / 1024.0:0.#} MB"),
    };
}
