using System.Globalization;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using LocalCloud.Aws.Ses.Inbox;

namespace LocalCloud.Aws.WebConsole;

/// <summary>
/// GET /_localcloud shows a view of what is in here, POST carries out one of its forms and leads back. Made on the server: everything works
/// without script, which only keeps the page up to date.
/// </summary>
internal sealed class ConsolePage(Host host, CancellationToken stopping)
{
    public const string Path = "/_localcloud";

    private const string Policy =
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; form-action 'self'; "
        + "base-uri 'none'; frame-ancestors 'none'";

    // One look a second while somebody looks
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private readonly Sayings _sayings = new();

    public static void Map(IEndpointRouteBuilder routes, Host host, CancellationToken stopping)
    {
        var page = new ConsolePage(host, stopping);
        routes.MapGet(Path, page.ShowAsync);
        routes.MapPost(Path, page.ActAsync);
        routes.MapGet(Path + "/changes", page.FollowAsync);
        ConsoleAssets.Map(routes);
        Buckets.ObjectPage.Map(routes, host);
    }

    internal static string Name(Scope scope) => $"{scope.Account}/{scope.Region}";

    /// <summary>Those that were used; asking for another must not make it.</summary>
    internal static List<Scope> Scopes(Host host)
    {
        // Buckets belong to no region, and so to a scope of their own.
        var used = host.Services.SelectMany(s => s.States).Select(s => s.Scope).Distinct().ToList();
        var regional = used.Where(s => s.Region != "aws-global").ToList();
        regional.AddRange(
            used.Where(s => s.Region == "aws-global" && !regional.Exists(r => r.Account == s.Account))
                .Select(s => s with { Region = "us-east-1" })
        );
        if (regional.Count == 0)
            regional.Add(Scope.Default);
        return [.. regional.OrderBy(s => s.Account, StringComparer.Ordinal).ThenBy(s => s.Region, StringComparer.Ordinal)];
    }

    private async Task ShowAsync(HttpContext http)
    {
        var (page, view) = Of(http);
        var outcome =
            Elsewhere(page, view) is { } elsewhere ? Outcome.Refused(elsewhere)
            : _sayings.Find(page.Value("said")) is { } said ? Outcome.Done(said)
            : null;
        await WriteAsync(http, page, view, outcome).ConfigureAwait(false);
    }

    private async Task ActAsync(HttpContext http)
    {
        var (page, view) = Of(http);
        if (!http.Request.HasFormContentType)
        {
            await Pages
                .RefuseAsync(
                    http,
                    "The console takes forms of its own pages. Programs use AWS's operations, and what docs/local-cloud.md lists below "
                        + "/_localcloud."
                )
                .ConfigureAwait(false);
            return;
        }
        if (await UploadLimit.ReadAsync(http).ConfigureAwait(false) is not { } fields)
            return;
        var form = new ConsoleForm(Forms.Action(fields), fields);
        var refusal = Forms.Refusal(fields);
        var outcome =
            (refusal ?? Elsewhere(page, view)) is { } wrong ? Outcome.Refused(wrong)
            : form.Action == ConsoleZone.Action ? ConsoleZone.Choose(http, form)
            : await view.ActAsync(page, form).ConfigureAwait(false);
        if (outcome is { IsDone: true, Answer: null })
        {
            var link = outcome.Link
                ?? page.Link(view.Id, outcome.IsGone ? null : outcome.Name ?? page.Name, outcome.IsGone ? [] : page.Rest);
            http.Response.StatusCode = StatusCodes.Status303SeeOther;
            http.Response.Headers.Location = $"{link}&said={_sayings.Add(outcome.Message)}";
            return;
        }
        http.Response.StatusCode =
            outcome.IsDone ? StatusCodes.Status200OK
            : refusal is null ? StatusCodes.Status400BadRequest
            : StatusCodes.Status403Forbidden;
        await WriteAsync(http, page with { Posted = form }, view, outcome).ConfigureAwait(false);
    }

    /// <summary>
    /// Server-sent events: one each time that the view would show something else, from ?state= on, the state that the page was made of.
    /// Looking once a second sees what nobody calls for too: visibility that ends, time that passes.
    /// </summary>
    private async Task FollowAsync(HttpContext http)
    {
        var (page, view) = Of(http);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping);
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = "no-store";
        var last = page.Value("state");
        using var timer = new PeriodicTimer(Look, TimeProvider.System);
        try
        {
            do
            {
                var now = State(page, await view.ShowAsync(page).ConfigureAwait(false));
                // The comment finds out whether anybody is still there.
                await http.Response.WriteAsync(now == last ? ":\n\n" : $"data: {now}\n\n", ends.Token).ConfigureAwait(false);
                await http.Response.Body.FlushAsync(ends.Token).ConfigureAwait(false);
                last = now;
            } while (await timer.WaitForNextTickAsync(ends.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (ends.IsCancellationRequested) { }
    }

    private (ConsoleRequest Page, IConsoleView View) Of(HttpContext http)
    {
        var query = http.Request.Query;
        var scopes = Scopes(host);
        var scope = scopes.Find(s => Name(s) == query["scope"]) is { Account: not null } known ? known : scopes[0];
        var view = ConsoleViews.All.FirstOrDefault(v => v.Id == query["view"]) ?? ConsoleViews.All[0];
        var chosen = query["name"] is [{ Length: > 0 } name] ? name : null;
        return (
            new(
                host,
                scope,
                view.Id,
                chosen,
                $"{http.Request.Scheme}://{http.Request.Host}",
                query,
                ConsoleZone.Of(http.Request),
                http.RequestAborted
            ),
            view
        );
    }

    // What is shown in the place of what was asked for: nobody shall take one for the other, and no form shall reach the wrong one.
    private static string? Elsewhere(ConsoleRequest page, IConsoleView view) =>
        page.Value("scope") is { } scope && scope != Name(page.Scope)
            ? $"Nothing has been used in {scope} so far, so there is nothing to show. This is {Name(page.Scope)}."
        : page.Value("view") is { } asked && asked != view.Id ? $"The console has no page \"{asked}\". This is {view.Title}."
        : null;

    private static async Task WriteAsync(HttpContext http, ConsoleRequest page, IConsoleView view, Outcome? outcome)
    {
        var content = await view.ShowAsync(page).ConfigureAwait(false);
        MailApi.Secure(http, Policy);
        // Not no-referrer: with that a browser says of a form that its origin is "null", and it would be refused.
        http.Response.Headers["Referrer-Policy"] = "same-origin";
        http.Response.ContentType = "text/html; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        await http
            .Response.WriteAsync(ConsoleShell.Of(page, view, content, outcome, State(page, content)).ToString(), CancellationToken.None)
            .ConfigureAwait(false);
    }

    private static string State(ConsoleRequest page, Html content)
    {
        var counts = string.Join(',', ConsoleViews.All.Select(v => v.Count(page)));
        return XxHash64.HashToUInt64(MemoryMarshal.AsBytes((content + counts).AsSpan())).ToString("x16", CultureInfo.InvariantCulture);
    }
}
