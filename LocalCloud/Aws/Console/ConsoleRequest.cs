using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalCloud.Aws.WebConsole;

/// <summary>What a view is asked for, and how it speaks of itself.</summary>
/// <param name="View">Id of the view.</param>
/// <param name="Name">What of the view's list was chosen.</param>
/// <param name="Query">Everything else that stands in the address: filters, the page of a list.</param>
/// <param name="Zone">Of all times that are shown.</param>
/// <param name="Posted">A form that was refused: it is shown again as it was filled in.</param>
internal sealed record ConsoleRequest(
    Host Host,
    Scope Scope,
    string View,
    string? Name,
    string Endpoint,
    IQueryCollection Query,
    TimeZoneInfo Zone,
    CancellationToken Cancellation,
    ConsoleForm? Posted = null
)
{
    /// <summary>Rows of a list on one page.</summary>
    public const int PageSize = 50;

    /// <summary>The page of a long list, from 1.</summary>
    public int Page =>
        int.TryParse(Query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page is > 0 and < 1_000_000
            ? page
            : 1;

    public string? Value(string name) => Query[name] is [{ Length: > 0 } value] ? value : null;

    /// <param name="more">further parameters of the address; those without a value are left out</param>
    public string Link(string view, string? name = null, params IEnumerable<(string Key, string? Value)> more)
    {
        var link = new StringBuilder($"{ConsolePage.Path}?view={view}&scope={Uri.EscapeDataString(ConsolePage.Name(Scope))}");
        foreach (var (key, value) in more.Prepend(("name", name)))
            if (!string.IsNullOrEmpty(value))
                link.Append(CultureInfo.InvariantCulture, $"&{key}={Uri.EscapeDataString(value)}");
        return link.ToString();
    }

    /// <summary>Filters and pages of lists, as the address has them.</summary>
    public IEnumerable<(string Key, string? Value)> Rest =>
        Query.Where(q => q.Key is not ("view" or "scope" or "name" or "said")).Select(q => (q.Key, (string?)q.Value));

    /// <summary>This page once more, with these parameters in the place of its own; one without a value is left out.</summary>
    public string Here(params IReadOnlyList<(string Key, string? Value)> changed) =>
        Link(View, Name, Rest.Where(r => !changed.Any(c => c.Key == r.Key)).Concat(changed));

    public T State<T>(string service)
        where T : ServiceState => (T)Host.Service(service).State(Scope);

    /// <summary>Calls an operation as a client would, with the same checks; it is not counted as the application's.</summary>
    /// <param name="input">as the JSON protocol has it</param>
    public ValueTask<Result<JsonElement>> CallAsync(string service, string operation, JsonObject input)
    {
        using var document = JsonDocument.Parse(input.ToJsonString());
        // What was begun is ended, whether or not the browser waits for it.
        return Host.InvokeAsync(Scope, service, operation, document.RootElement.Clone(), CancellationToken.None);
    }

    /// <summary>The same, for a form: done, or refused with AWS's words.</summary>
    public async ValueTask<Outcome> DoAsync(string service, string operation, JsonObject input, string done) =>
        (await CallAsync(service, operation, input).ConfigureAwait(false)).Ok(out _, out var error)
            ? Outcome.Done(done)
            : Outcome.Refused(error);

    /// <summary>A row of a list, whose name leads to its details.</summary>
    public Html Row(string name, params IEnumerable<Html> cells) =>
        Html.Of(
            $"""
            <tr class="{(name == Name ? "chosen" : "")}"><th scope="row"><a href="{Link(View, name)}">{name}</a></th>{cells.Select(cell =>
                Html.Of($"<td>{cell}</td>")
            )}</tr>
            """
        );

    /// <summary>A time in the chosen zone, which the head of the page names.</summary>
    public Html Time(DateTimeOffset? time) =>
        time is not { } at
            ? Html.Of($"")
            : Html.Of(
                $"""
                <time datetime="{at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)}">{Local(at)}</time>
                """
            );

    /// <param name="milliseconds">since 1970</param>
    public Html Time(long milliseconds) => Time(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));

    public string Local(DateTimeOffset time) =>
        TimeZoneInfo.ConvertTime(time, Zone).ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);

    /// <summary>One page of a list, and the links to the others.</summary>
    /// <param name="total">of all; the list itself may be read no further than it is shown</param>
    /// <param name="parameter">its page's number in the address, where a view has several lists</param>
    public (IReadOnlyList<T> Shown, Html Pager) Slice<T>(IEnumerable<T> all, int total, string parameter = "page")
    {
        var page = int.TryParse(Query[parameter], NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : 1;
        page = Math.Clamp(page, 1, Math.Max(1, (total + PageSize - 1) / PageSize));
        var shown = all.Skip((page - 1) * PageSize).Take(PageSize).ToList();
        return (shown, total <= PageSize ? Html.Of($"") : Pager(page, shown.Count, total, parameter));
    }

    private Html Pager(int page, int shown, int total, string parameter)
    {
        var first = ((page - 1) * PageSize) + 1;
        return Html.Of(
            $"""
            <nav class="pager" aria-label="{(parameter == "page" ? "Pages" : $"Pages of {parameter}")}"><span>{first}–{first
                + shown
                - 1} of {total}</span>
            {(page > 1 ? Html.Of($"""<a href="{Turn(page - 1)}" rel="prev">Previous</a>""") : Html.Of($""))}
            {(first + shown - 1 < total ? Html.Of($"""<a href="{Turn(page + 1)}" rel="next">Next</a>""") : Html.Of($""))}</nav>
            """
        );

        string Turn(int to) => Here((parameter, to.ToString(CultureInfo.InvariantCulture)));
    }
}
