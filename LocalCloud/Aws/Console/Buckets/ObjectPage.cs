using System.Net.Http.Headers;
using LocalCloud.Aws.S3.Objects;
using LocalCloud.Aws.S3.Protocol;
using LocalCloud.Aws.Ses.Inbox;

namespace LocalCloud.Aws.WebConsole.Buckets;

/// <summary>
/// GET /_localcloud/object: the bytes of an object, for the console's pages to show and to hand out. Anybody may have put it there,
/// so it is shown only as what cannot act, without scripts and without an origin; everything else is a file to be saved.
/// </summary>
internal static class ObjectPage
{
    public const string Path = ConsolePage.Path + "/object";

    private const string Sandbox = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:";

    // SVG has scripts, which a browser does not run in an image and a sandbox does not run at all
    private static readonly HashSet<string> Shown = new(StringComparer.OrdinalIgnoreCase)
    {
        "image/png",
        "image/jpeg",
        "image/gif",
        "image/webp",
        "image/avif",
        "image/bmp",
        "image/x-icon",
        "image/svg+xml",
        "application/pdf",
    };

    public static void Map(IEndpointRouteBuilder routes, Host host) => routes.MapGet(Path, http => ShowAsync(http, host));

    /// <param name="version">null for the current one</param>
    public static string Link(ConsoleRequest page, string bucket, string key, string? version, bool download = false)
    {
        var link =
            $"{Path}?scope={Uri.EscapeDataString(ConsolePage.Name(page.Scope))}"
            + $"&bucket={Uri.EscapeDataString(bucket)}&key={Uri.EscapeDataString(key)}";
        return $"{link}{(version is null ? "" : $"&version={Uri.EscapeDataString(version)}")}{(download ? "&download=yes" : "")}";
    }

    /// <summary>The type that it is shown as; null when it is not shown.</summary>
    public static string? Inline(StoredObject stored) => Inline(stored.Attributes.Headers.GetValueOrDefault("content-type"));

    private static string? Inline(string? type) =>
        type?.Split(';')[0].Trim() switch
        {
            { } image when Shown.Contains(image) => image.ToLowerInvariant(),
            { } text
                when text.StartsWith("text/", StringComparison.OrdinalIgnoreCase)
                    || text.EndsWith("json", StringComparison.OrdinalIgnoreCase)
                    || text.EndsWith("xml", StringComparison.OrdinalIgnoreCase) => "text/plain; charset=utf-8",
            _ => null,
        };

    private static async Task ShowAsync(HttpContext http, Host host)
    {
        var query = http.Request.Query;
        // Buckets belong to no region
        var scope = ConsolePage.Scopes(host).Find(s => s.Account == query["scope"].ToString().Split('/')[0]);
        var call = new S3Call(
            "GET",
            query["bucket"].ToString(),
            query["key"].ToString(),
            query.ContainsKey("version") ? [("versionId", query["version"])] : []
        )
        {
            Headers = [("Range", http.Request.Headers.Range is [{ } range] ? range : null)],
        };
        MailApi.Secure(http, Sandbox);
        http.Response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        http.Response.Headers.CacheControl = "private, no-store";
        if (scope.Account is null || call.Bucket.Length == 0 || string.IsNullOrEmpty(call.Key))
        {
            await FailAsync(http, StatusCodes.Status404NotFound, "There is no such object: scope, bucket and key name it.")
                .ConfigureAwait(false);
            return;
        }
        var answer = await call.SendAsync(host, scope, http.RequestAborted).ConfigureAwait(false);
        using var content = answer.Object;
        if (content is null)
        {
            await FailAsync(http, answer.Status, answer.Error is { } error ? $"{error.Code}: {error.Message}" : "It has no content.")
                .ConfigureAwait(false);
            return;
        }
        Describe(http, answer, call.Key, query.ContainsKey("download"));
        http.Response.StatusCode = answer.Status;
        http.Response.ContentLength = content.Length;
        await content.SendAsync(http.Response, http.RequestAborted).ConfigureAwait(false);
    }

    private static void Describe(HttpContext http, S3Answer answer, string key, bool download)
    {
        var type = answer.Headers.Find(h => h.Name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)).Value;
        var shown = download ? null : Inline(type);
        http.Response.ContentType = shown ?? "application/octet-stream";
        // Browsers show a PDF by a program of their own, which does not run in a sandbox and cannot reach what is around it
        if (shown is "application/pdf")
            http.Response.Headers.Remove("Content-Security-Policy");
        http.Response.Headers.ContentDisposition = new ContentDispositionHeaderValue(shown is null ? "attachment" : "inline")
        {
            FileNameStar = key[(key.TrimEnd('/').LastIndexOf('/') + 1)..].TrimEnd('/'),
        }.ToString();
        foreach (var (name, value) in answer.Headers)
            if (name is "Content-Range" or "Accept-Ranges")
                http.Response.Headers[name] = value;
    }

    private static Task FailAsync(HttpContext http, int status, string message)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync($"{message}\n", http.RequestAborted);
    }
}
