namespace LocalCloud.Aws.Wire.Access;

/// <summary>What a request is for.</summary>
internal enum Addressee
{
    /// <summary>Operations of AWS.</summary>
    Api,

    /// <summary>LocalCloud's own pages.</summary>
    Page,

    /// <summary>Objects of buckets, APIs and function URLs: what pages of an application call, by rules of their own.</summary>
    Application,
}

/// <summary>What a browser says of the page that a request comes from.</summary>
/// <param name="Origin">null: none was sent, as with a link that is followed or a picture that is shown</param>
/// <param name="Site">Sec-Fetch-Site; browsers send the three to addresses that count as secure, which localhost does</param>
/// <param name="Mode">Sec-Fetch-Mode</param>
/// <param name="Destination">Sec-Fetch-Dest</param>
/// <param name="Referer">Of the page; counts only for what another site may well show</param>
/// <param name="IsBrowser">The user agent is a browser's, which no page can deny.</param>
internal readonly record struct Sender(string? Origin, string? Site, string? Mode, string? Destination, string? Referer, bool IsBrowser)
{
    /// <summary>Its origin, if it shows it: pages that hide it, and those in a sandbox, have none.</summary>
    public string Page => Origin ?? (Access.Origin.OfAddress(Referer) is { Length: > 0 } page ? page : "null");

    public bool IsNavigation => Mode is "navigate";

    /// <summary>A link was followed in a window of its own.</summary>
    public bool IsLink => IsNavigation && Destination is "document";
}

/// <summary>The request itself, as far as it counts.</summary>
/// <param name="Host">As in the Host header</param>
/// <param name="Port">Where it has arrived, which a proxy may have changed</param>
/// <param name="IsAction">Of the query protocol, which takes an operation in an address too</param>
/// <param name="IsPublicLink">An operation that people are sent links to, as to confirm a subscription</param>
internal readonly record struct Asked(
    Addressee Addressee,
    string Method,
    string Host,
    int Port,
    bool IsAction = false,
    bool IsPublicLink = false
)
{
    public bool OnlyReads => Method is "GET" or "HEAD";
}

/// <summary>
/// Which pages are let in. Browsers let a page of any site send simple requests anywhere, and only keep the answers from it: that a
/// function was created is not undone by that. docs/security.md says the same in words.
/// </summary>
internal sealed class PageRules(KnownHosts hosts, IReadOnlyList<string> allowedOrigins)
{
    /// <param name="own">whether rules of the addressed resource allow an origin</param>
    public bool LetsIn(in Asked asked, in Sender sender, Func<string, bool> own) =>
        asked is { OnlyReads: true, IsAction: true } && !LetsActionIn(asked, sender) ? false
        : sender.Origin is { } origin ? LetsOriginIn(asked, origin, own)
        : sender.Site switch
        {
            null or "none" => true,
            "same-origin" => asked.Addressee == Addressee.Application || !IsContent(asked.Host),
            "same-site" when IsLoopback(asked.Host) => true,
            _ => LetsOtherSiteIn(asked, sender, own),
        };

    /// <summary>
    /// A page that counts as the developer's: of any port of this machine, or allowed by name. What LocalCloud itself serves at names of
    /// buckets and APIs does not.
    /// </summary>
    public bool Trusts(string origin, string host, int port) =>
        allowedOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase)
        || (
            Origin.TryParse(origin, out var page)
            && (
                page.Authority.IsLoopback
                || KnownHosts.IsLocalStack(page.Authority)
                || (KnownHosts.IsBelowLocal(page.Authority) && !IsOwnPort(page, host, port))
            )
        );

    // An address with an action in it changes something as soon as it is looked at. SDKs and the CLI send POST.
    private static bool LetsActionIn(in Asked asked, in Sender sender) =>
        asked.IsPublicLink
            ? sender.Site is null or "none" or "same-origin" || sender.IsLink
            : sender is { Site: null, IsNavigation: false } && (sender.Origin is not null || !sender.IsBrowser);

    private bool LetsOriginIn(in Asked asked, string origin, Func<string, bool> own) =>
        Trusts(origin, asked.Host, asked.Port)
        || (asked.Addressee == Addressee.Application && (own(origin) || (IsContent(asked.Host) && IsSame(origin, asked.Host))));

    // Links lead to pages and to applications, but to no operation. Pictures and scripts of an application are for whom its rules let in.
    private bool LetsOtherSiteIn(in Asked asked, in Sender sender, Func<string, bool> own) =>
        asked.OnlyReads
        && (
            sender.IsLink
                ? asked.Addressee != Addressee.Api || asked.IsPublicLink
                : asked.Addressee == Addressee.Application && LetsOriginIn(asked, sender.Page, own)
        );

    private bool IsContent(string host) => Authority.TryParse(host, out var authority) && hosts.IsContent(authority);

    private static bool IsLoopback(string host) => Authority.TryParse(host, out var authority) && authority.IsLoopback;

    // The one that was called, or where that has arrived
    private static bool IsOwnPort(Origin page, string host, int port) =>
        page.Port.SequenceEqual(PortOf(host)) || (int.TryParse(page.Port, out var number) && number == port);

    private static ReadOnlySpan<char> PortOf(string host) =>
        Authority.TryParse(host, out var authority) && !authority.Port.IsEmpty ? authority.Port : "80";

    private static bool IsSame(string origin, string host) =>
        Origin.TryParse(origin, out var page)
        && Authority.TryParse(host, out var own)
        && page.Authority.Host.Equals(own.Host, StringComparison.OrdinalIgnoreCase)
        && page.Port.SequenceEqual(PortOf(host));
}
