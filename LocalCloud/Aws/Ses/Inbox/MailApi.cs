using System.Globalization;
using System.Text.Json.Nodes;
using LocalCloud.Aws.S3.Protocol;
using LocalCloud.Aws.WebConsole;
using MimeKit;

namespace LocalCloud.Aws.Ses.Inbox;

/// <summary>
/// The inbox for programs: GET and DELETE /_localcloud/mail, and each mail's parts under it. Newest first, of all accounts and regions.
/// </summary>
internal static class MailApi
{
    public const string Path = "/_localcloud/mail";

    public static void Map(IEndpointRouteBuilder routes, SesService service)
    {
        routes.MapGet(Path, http => ListAsync(http, service));
        routes.MapDelete(Path, http => ClearAsync(http, service));
        routes.MapGet(Path + "/{id}", http => ShowAsync(http, service));
        routes.MapGet(Path + "/{id}/raw", http => RawAsync(http, service));
        routes.MapGet(Path + "/{id}/html", http => HtmlAsync(http, service));
        routes.MapGet(Path + "/{id}/attachments/{number:int}", http => AttachmentAsync(http, service));
    }

    public static IEnumerable<Mail> Mails(SesService service, string? to = null) =>
        service
            .States.Cast<SesState>()
            .SelectMany(state => service.Host.Read(state, s => s.Mails.ToList()))
            .Where(mail => to is null || mail.IsTo(to))
            .OrderByDescending(mail => mail.Date)
            .ThenByDescending(mail => mail.Id, StringComparer.Ordinal);

    private static async Task ListAsync(HttpContext http, SesService service)
    {
        var limit = 50;
        if (
            http.Request.Query["limit"] is [{ Length: > 0 } text]
            && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit > 1000)
        )
        {
            await Pages.JsonAsync(http, new JsonObject { ["error"] = "?limit= has to be a number up to 1000" }, 400).ConfigureAwait(false);
            return;
        }
        var mails = new JsonArray();
        foreach (var mail in Mails(service, http.Request.Query["to"] is [{ Length: > 0 } to] ? to : null).Take(limit))
            if (await MailView.OpenAsync(service, mail.Id, http.RequestAborted).ConfigureAwait(false) is { } view)
                using (view)
                    mails.Add((JsonNode)Json(view));
        await Pages.JsonAsync(http, mails).ConfigureAwait(false);
    }

    private static async Task ClearAsync(HttpContext http, SesService service)
    {
        var deleted = 0;
        foreach (var state in service.States.Cast<SesState>())
        {
            var result = await service
                .Host.ChangeAsync<SesState, Nothing>(state, (s, changes) =>
                {
                    foreach (var mail in s.Mails.ToList())
                    {
                        s.Delete(changes, mail);
                        deleted++;
                    }
                    return Nothing.Instance;
                })
                .ConfigureAwait(false);
            if (!result.Ok(out _, out var error))
            {
                await Pages.JsonAsync(http, new JsonObject { ["error"] = error.Message }, error.Status).ConfigureAwait(false);
                return;
            }
        }
        await Pages.JsonAsync(http, new JsonObject { ["deleted"] = deleted }).ConfigureAwait(false);
    }

    private static Task ShowAsync(HttpContext http, SesService service) =>
        WithMailAsync(http, service, view => Pages.JsonAsync(http, Json(view)));

    private static Task RawAsync(HttpContext http, SesService service) => WithMailAsync(http, service, async view =>
        {
            using var content = new ObjectContent(service.Messages, [view.Mail.File]);
            service.Messages.Retain(content.Segments);
            http.Response.ContentType = "message/rfc822";
            http.Response.ContentLength = content.Length;
            http.Response.Headers.ContentDisposition = $"attachment; filename=\"{view.Mail.Id}.eml\"";
            await content.SendAsync(http.Response, http.RequestAborted).ConfigureAwait(false);
        });

    /// <summary>For the page's frame: no script, nothing from elsewhere, its own pictures from the attachments.</summary>
    private static Task HtmlAsync(HttpContext http, SesService service) => WithMailAsync(http, service, view =>
        {
            var html = view.Html ?? "";
            for (var i = 0; i < view.Attachments.Count; i++)
                if (view.Attachments[i].ContentId is { Length: > 0 } id)
                    html = html.Replace("cid:" + id, Url(view, i), StringComparison.OrdinalIgnoreCase);
            // Of this origin, for its pictures to be shown; without scripts that gives it nothing else
            var pictures = $"{http.Request.Scheme}://{http.Request.Host} data:";
            Secure(http, $"default-src 'none'; img-src {pictures}; style-src 'unsafe-inline'; sandbox allow-same-origin");
            http.Response.ContentType = "text/html; charset=utf-8";
            return http.Response.WriteAsync(html, http.RequestAborted);
        });

    private static Task AttachmentAsync(HttpContext http, SesService service) => WithMailAsync(http, service, async view =>
        {
            var number = int.Parse((string)http.Request.RouteValues["number"]!, CultureInfo.InvariantCulture);
            if (number < 0 || number >= view.Attachments.Count)
            {
                await NotFoundAsync(http).ConfigureAwait(false);
                return;
            }
            var part = view.Attachments[number];
            var content = MailView.Decode(part);
            Secure(http, "default-src 'none'; sandbox");
            http.Response.ContentType = part.ContentType.MimeType;
            http.Response.ContentLength = content.Length;
            http.Response.Headers.ContentDisposition =
                $"attachment; filename*=UTF-8''{Uri.EscapeDataString(MailView.NameOf(part, number))}";
            await http.Response.Body.WriteAsync(content, http.RequestAborted).ConfigureAwait(false);
        });

    public static void Secure(HttpContext http, string policy)
    {
        http.Response.Headers.ContentSecurityPolicy = policy;
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
    }

    public static string Url(MailView view, int number) => FormattableString.Invariant($"{Path}/{view.Mail.Id}/attachments/{number}");

    private static async Task WithMailAsync(HttpContext http, SesService service, Func<MailView, Task> use)
    {
        using var view = await MailView
            .OpenAsync(service, (string)http.Request.RouteValues["id"]!, http.RequestAborted)
            .ConfigureAwait(false);
        await (view is null ? NotFoundAsync(http) : use(view)).ConfigureAwait(false);
    }

    private static Task NotFoundAsync(HttpContext http) =>
        Pages.JsonAsync(http, new JsonObject { ["error"] = "There is no such mail." }, 404);

    private static JsonObject Json(MailView view) =>
        new()
        {
            ["id"] = view.Mail.Id,
            ["from"] = view.Mail.From,
            ["to"] = Strings(view.Mail.To),
            ["cc"] = Strings(view.Mail.Cc),
            ["bcc"] = Strings(view.Mail.Bcc),
            ["replyTo"] = Strings(view.ReplyTo),
            ["subject"] = view.Mail.Subject,
            ["date"] = view.Mail.Date.ToString("O", CultureInfo.InvariantCulture),
            ["text"] = view.Text,
            ["html"] = view.Html,
            ["attachments"] = new JsonArray([.. view.Attachments.Select((part, number) => Json(view, part, number))]),
            ["raw"] = $"{Path}/{view.Mail.Id}/raw",
            ["account"] = view.Scope.Account,
            ["region"] = view.Scope.Region,
        };

    private static JsonObject Json(MailView view, MimePart part, int number) =>
        new()
        {
            ["name"] = MailView.NameOf(part, number),
            ["contentType"] = part.ContentType.MimeType,
            ["size"] = MailView.Decode(part).Length,
            ["contentId"] = part.ContentId,
            ["url"] = Url(view, number),
        };

    private static JsonArray Strings(IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode)text)];
}
