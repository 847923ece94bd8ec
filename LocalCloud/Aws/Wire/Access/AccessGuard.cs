using System.Collections.Concurrent;

namespace LocalCloud.Aws.Wire.Access;

/// <summary>
/// Stands before everything that is asked of LocalCloud, and reads no body: a host that is not LocalCloud's, or a page of another site, is
/// answered 403. Programs send none of a browser's headers and pass, whoever they are.
/// </summary>
internal sealed partial class AccessGuard(Options options, IReadOnlyList<Service> services, ILogger<AccessGuard> log)
{
    private const int MostTold = 100,
        LongestTold = 200;

    private readonly KnownHosts _hosts = new(
        options,
        name => services.Any(s => s.GaveOut(name)),
        name => services.Any(s => s.HoldsContent(name))
    );
    private readonly ConcurrentDictionary<string, bool> _told = new(StringComparer.OrdinalIgnoreCase);
    private PageRules? _rules;

    private PageRules Rules => _rules ??= new(_hosts, options.AllowedOrigins);

    /// <summary>A page whose scripts may read what AWS's operations answer.</summary>
    public bool Trusts(string origin, HttpRequest request) =>
        Rules.Trusts(origin, request.Host.Value ?? "", request.HttpContext.Connection.LocalPort);

    /// <summary>One of LocalCloud's pages, under /_localcloud/.</summary>
    /// <returns>Why it is not shown.</returns>
    public string? RefusalOfPage(HttpRequest request) => Refusal(request, Addressee.Page, null, null);

    /// <param name="route">what the request would be answered by; null for a page</param>
    /// <returns>Why it is not answered.</returns>
    public string? Refusal(HttpRequest request, Route route, Context context) => Refusal(request, route.Addressee, route, context);

    private string? Refusal(HttpRequest request, Addressee addressee, Route? route, Context? context)
    {
        var headers = request.Headers;
        var host = headers.Host is [{ } value] ? value : headers.Host.ToString();
        if (!IsKnown(host))
            return Tell(
                host,
                $"LocalCloud has no name \"{Short(host)}\": any site could give it to this address. If it is yours, "
                    + $"start LocalCloud with --allow-host {Short(NameOf(host))}, or with LOCALCLOUD_ALLOW_HOST."
            );
        var isAction = route is QueryRoute && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method));
        if (!isAction && headers.Origin.Count == 0 && !headers.ContainsKey("Sec-Fetch-Site"))
            return null;
        var (method, port) = (request.Method.ToUpperInvariant(), request.HttpContext.Connection.LocalPort);
        var asked = new Asked(addressee, method, host, port, isAction, isAction && route!.IsPublicLink(request));
        return RefusalOfSender(request, asked, route, context);
    }

    private string? RefusalOfSender(HttpRequest request, Asked asked, Route? route, Context? context)
    {
        var sender = SenderOf(request.Headers);
        if (Rules.LetsIn(asked, sender, origin => route is not null && route.AllowsOrigin(request, context!, origin)))
            return null;
        return asked.IsAction && sender.Origin is null
            ? Tell(
                $"{asked.Host} Action",
                "LocalCloud takes no operation from an address that a browser opens. " + "Send it with POST, by an SDK or the AWS CLI."
            )
            : Tell(
                sender.Page,
                $"LocalCloud does not answer {Page(sender)}. If that is yours, start LocalCloud with --allow-origin "
                    + $"{AllowedForm(sender)}, or with LOCALCLOUD_ALLOW_ORIGIN; "
                    + "a bucket, an API and a function URL can allow it by CORS rules of their own."
            );
    }

    // What nearly every request has, without a search
    private bool IsKnown(string host) =>
        host is ""
        || IsUsual(host, "127.0.0.1")
        || IsUsual(host, "localhost")
        || (Authority.TryParse(host, out var authority) && _hosts.Knows(authority));

    private static bool IsUsual(string host, string name)
    {
        if (!host.StartsWith(name, StringComparison.Ordinal))
            return false;
        if (host.Length > name.Length && host[name.Length] != ':')
            return false;
        foreach (var digit in host.AsSpan(Math.Min(name.Length + 1, host.Length)))
            if (!char.IsAsciiDigit(digit))
                return false;
        return true;
    }

    private static Sender SenderOf(IHeaderDictionary headers) =>
        new(
            headers.Origin.Count > 0 ? headers.Origin.ToString() : null,
            Value(headers, "Sec-Fetch-Site"),
            Value(headers, "Sec-Fetch-Mode"),
            Value(headers, "Sec-Fetch-Dest"),
            headers.Referer,
            headers.UserAgent.ToString().StartsWith("Mozilla/", StringComparison.Ordinal)
        );

    private static string? Value(IHeaderDictionary headers, string name) =>
        headers.TryGetValue(name, out var values) ? values.ToString() : null;

    private static string Page(in Sender sender) =>
        sender.Page is "null" or ""
            ? "a page that has no origin or hides it, as a file, a sandboxed frame or an object of a bucket"
                + (sender.Site is { } site ? $" (Sec-Fetch-Site: {Short(site)})" : "")
            : $"a page of {Short(sender.Page)}";

    private static string AllowedForm(in Sender sender) => sender.Page is "null" or "" ? "SCHEME://HOST:PORT" : Short(sender.Page);

    private static string NameOf(string host) =>
        Authority.TryParse(host, out var authority)
            ? authority.Host.Contains(':')
                ? $"[{authority.Host}]"
                : authority.Host.ToString()
            : "NAME";

    private static string Short(string text) => text.Length <= LongestTold ? text : text[..LongestTold];

    // Once for each, so that who is surprised finds it, and no page can fill the log
    private string Tell(string who, string message)
    {
        if (_told.Count < MostTold && _told.TryAdd(Short(who), true))
            Refused(log, message);
        return message;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Message}")]
    private static partial void Refused(ILogger log, string message);
}
