using System.Globalization;
using LocalCloud.Aws.WebConsole;
using MimeKit;

namespace LocalCloud.Aws.Ses.Inbox;

/// <summary>The inbox for people: mails on the left, one of them on the right. A page without script.</summary>
internal static class InboxPage
{
    private const string Path = "/_localcloud/inbox";
    private const int Most = 200;

    public static void Map(IEndpointRouteBuilder routes, SesService service) => routes.MapGet(Path, http => ShowAsync(http, service));

    private static async Task ShowAsync(HttpContext http, SesService service)
    {
        var to = http.Request.Query["to"] is [{ Length: > 0 } filter] ? filter : null;
        var mails = MailApi.Mails(service, to).Take(Most).ToList();
        var chosen = http.Request.Query["id"] is [{ Length: > 0 } id] ? id : mails.FirstOrDefault()?.Id;
        using var view = chosen is null ? null : await MailView.OpenAsync(service, chosen, http.RequestAborted).ConfigureAwait(false);
        MailApi.Secure(
            http,
            "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        );
        http.Response.ContentType = "text/html; charset=utf-8";
        await http
            .Response.WriteAsync(Page(mails, view, to, service.Host.Time.GetUtcNow()).ToString(), http.RequestAborted)
            .ConfigureAwait(false);
    }

    private static Html Page(List<Mail> mails, MailView? view, string? to, DateTimeOffset now) =>
        Html.Of(
            $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{(view is null ? "Inbox" : view.Mail.Subject)} · LocalCloud</title>
            <style>{InboxStyle.Sheet}</style>
            </head>
            <body>
            <aside>
            <header><h1>Inbox</h1><span class="count">{mails.Count}</span><a class="button" href="{Path}">Refresh</a></header>
            <form><input type="search" name="to" placeholder="Recipient" aria-label="Recipient" value="{to}"></form>
            <nav>{mails.Select(mail => Entry(mail, view?.Mail.Id == mail.Id, to, now))}</nav>
            </aside>
            <main>{(view is null ? Empty(to) : Message(view))}</main>
            </body>
            </html>
            """
        );

    private static Html Entry(Mail mail, bool isChosen, string? to, DateTimeOffset now) =>
        Html.Of(
            $"""
            <a href="{Path}?id={Uri.EscapeDataString(mail.Id)}{(to is null ? "" : "&to=" + Uri.EscapeDataString(to))}" class="{(
                isChosen ? "entry chosen" : "entry"
            )}">
            <span class="who">{string.Join(", ", mail.To.Concat(mail.Cc).Concat(mail.Bcc))}</span><time>{When(mail.Date, now)}</time>
            <span class="subject">{Subject(mail)}</span>
            <span class="from">{mail.From}</span>
            </a>
            """
        );

    private static Html Empty(string? to) =>
        to is null
            ? Html.Of($"""<div class="empty"><h2>No mail yet</h2><p>What the application sends with SES arrives here.</p></div>""")
            : Html.Of($"""<div class="empty"><h2>No mail to {to}</h2><p><a href="{Path}">Show all</a></p></div>""");

    private static Html Message(MailView view) =>
        Html.Of(
            $"""
            <article>
            <h2>{Subject(view.Mail)}</h2>
            <dl>
            {Row("From", [view.Mail.From])}{Row("To", view.Mail.To)}{Row("Cc", view.Mail.Cc)}{Row("Bcc", view.Mail.Bcc)}{Row(
                "Reply to",
                view.ReplyTo
            )}
            {Row("Date", [view.Mail.Date.ToString("ddd, d MMM yyyy HH:mm:ss 'UTC'", CultureInfo.InvariantCulture)])}
            </dl>
            <ul class="attachments">{view.Attachments.Select(
                (part, number) => Attachment(view, part, number)
            )}<li><a href="{MailApi.Path}/{view.Mail.Id}/raw">Source (.eml)</a></li></ul>
            {Bodies(view)}
            </article>
            """
        );

    private static Html Bodies(MailView view) =>
        view.Html is null
            ? Html.Of($"<pre>{view.Text}</pre>")
            : Html.Of(
                $"""<iframe sandbox="allow-same-origin" referrerpolicy="no-referrer" title="Message" src="{MailApi.Path}/{view.Mail.Id}/html"></iframe>{PlainText(view.Text)}"""
            );

    private static Html PlainText(string? text) =>
        text is null ? Html.Of($"") : Html.Of($"<details><summary>Plain text</summary><pre>{text}</pre></details>");

    private static Html Row(string name, IEnumerable<string> values) =>
        string.Join(", ", values) is { Length: > 0 } value ? Html.Of($"<dt>{name}</dt><dd>{value}</dd>") : Html.Of($"");

    private static Html Attachment(MailView view, MimePart part, int number) =>
        Html.Of(
            $"""
            <li><a href="{MailApi.Url(view, number)}" download>{MailView.NameOf(part, number)}</a> <small>{Size(
                MailView.Decode(part).Length
            )}</small></li>
            """
        );

    private static string Subject(Mail mail) => mail.Subject.Length > 0 ? mail.Subject : "(no subject)";

    private static string When(DateTimeOffset date, DateTimeOffset now) =>
        date.ToString(date.UtcDateTime.Date == now.UtcDateTime.Date ? "HH:mm" : "d MMM", CultureInfo.InvariantCulture);

    private static string Size(long bytes) =>
        bytes switch
        {
            < 1024 => FormattableString.Invariant($"{bytes} B"),
            < 1024 * 1024 => FormattableString.Invariant($"{bytes / 1024.0:0.#} KB"),
            _ => FormattableString.Invariant($"{bytes / 1048576.0:0.#} MB"),
        };
}
