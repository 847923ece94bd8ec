using FsCheck;
using FsCheck.Fluent;
using LocalCloud.Aws.S3;
using LocalCloud.Aws.Wire.Access;

namespace LocalCloud.Aws.Tests.Wire.Access;

/// <summary>Whatever a browser sends together: what is let in is one of the cases of docs/security.md.</summary>
public sealed class PageRuleProperties
{
    private const int Requests = 20_000;
    private const string OwnRule = "https://shop.example",
        Allowed = "https://app.example.com",
        ApiDomain = "api.shop.test";

    private static readonly Config Always = Config.QuickThrowOnFailure.WithMaxTest(Requests).WithReplay(20260101, 17);
    private static readonly KnownHosts Hosts = new(
        new() { AllowedHosts = ["box.lan", "*.dev.lan"] },
        name => name == ApiDomain,
        new S3Service().HoldsContent
    );
    private static readonly PageRules Rules = new(Hosts, [Allowed]);

    private static readonly string[] Loopback = ["localhost:4566", "127.0.0.1:4566", "[::1]:4566"];
    private static readonly string[] ConsoleHosts = [.. Loopback, "localhost.localstack.cloud:4566", "box.lan:4566"];

    private static readonly string[] ContentHosts =
    [
        "pictures.s3.localhost:4566",
        "pictures.localhost:4566",
        $"{ApiDomain}:4566",
        "s3.eu-west-1.amazonaws.com",
        "x.s3.a.dev.lan:4566",
    ];

    private static readonly string[] Local =
    [
        "http://localhost:5173",
        "https://127.0.0.1",
        "http://[::1]:80",
        "http://shop.localhost:3000",
        Allowed,
    ];

    private static readonly string[] Foreign =
    [
        "https://evil.example",
        "null",
        "",
        "http://localhost.evil.example",
        "http://localhost@evil.example",
        "http://evil.example:4566",
        "file://",
        "http://0.0.0.0:4566",
        "http://localhost:5173/",
        "//localhost",
    ];

    /// <summary>Origins that are a content host's own, or a rule's.</summary>
    private static readonly string[] Owned = [OwnRule, "http://pictures.s3.localhost:4566", $"http://{ApiDomain}:4566"];

    private static readonly Arbitrary<(Asked Asked, Sender Sender)> Any = (
        from addressee in Gen.Elements(Enum.GetValues<Addressee>())
        from method in Gen.Elements("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH")
        from host in Gen.Elements<string>([.. ConsoleHosts, .. ContentHosts])
        from action in Gen.Elements(true, false, false)
        from link in Gen.Elements(true, false)
        from origin in Gen.Elements<string?>([null, null, null, .. Local, .. Foreign, .. Owned])
        from site in Gen.Elements(null, "none", "same-origin", "same-site", "cross-site", "", "Cross-Site", "x")
        from mode in Gen.Elements(null, "navigate", "no-cors", "cors", "websocket", "x")
        from destination in Gen.Elements(null, "document", "iframe", "image", "script", "object", "empty")
        from referer in Gen.Elements<string?>([null, "x", .. Local.Select(o => $"{o}/a?b"), "https://evil.example/", $"{OwnRule}/a"])
        from browser in Gen.Elements(true, false)
        let isAction = action && addressee == Addressee.Api
        let asked = new Asked(addressee, method, host, 4566, isAction, isAction && link)
        select (asked, new Sender(origin, site, mode, destination, referer, browser))
    ).ToArbitrary();

    private static readonly Arbitrary<string> AnyHost = (
        from known in Gen.Elements(
            "localhost",
            "127.0.0.1",
            ".localhost",
            ".amazonaws.com",
            "box.lan",
            ".dev.lan",
            ApiDomain,
            "s3.",
            ".execute-api.",
            ".lambda-url.",
            "localhost.localstack.cloud"
        )
        from before in Gen.Elements("", "evil.", "evil", "a.b.", "@", "x:1@", "[", " ")
        from after in Gen.Elements(".evil.example", "evil.example", ".com", "@evil.example", "/", "\\", "x", ".evil.example:4566", "#")
        select before + known + after
    ).ToArbitrary();

    [Fact]
    public void Who_is_let_in_is_in_the_book() => Check.One(Always, Prop.ForAll(Any, request => !IsLetIn(request) || IsInTheBook(request)));

    [Fact]
    public void Programs_are_always_let_in() =>
        Check.One(
            Always,
            Prop.ForAll(Any, request =>
                IsLetIn((request.Asked, new(Origin: null, Site: null, Mode: null, Destination: null, Referer: null, IsBrowser: false)))
            )
        );

    [Fact]
    public void A_local_page_may_send_everything_but_an_address_with_an_action() =>
        Check.One(
            Always,
            Prop.ForAll(Any, request =>
                Array.TrueForAll(Local, origin =>
                    IsLetIn((request.Asked with { IsAction = false }, request.Sender with { Origin = origin }))
                )
            )
        );

    [Fact]
    public void No_name_below_another_domain_is_known() =>
        Check.One(Always, Prop.ForAll(AnyHost, host => !Authority.TryParse(host, out var authority) || !Hosts.Knows(authority)));

    private static bool IsLetIn((Asked Asked, Sender Sender) request) =>
        Rules.LetsIn(request.Asked, request.Sender, origin => origin == OwnRule);

    private static bool IsInTheBook((Asked Asked, Sender Sender) request)
    {
        var (asked, sender) = request;
        var reads = asked.Method is "GET" or "HEAD";
        var link = sender is { Mode: "navigate", Destination: "document" };
        var application = asked.Addressee == Addressee.Application;
        var content = ContentHosts.Contains(asked.Host);
        // Nothing is done by an address alone, but for links that people are sent
        if (
            reads
            && asked is { IsAction: true, IsPublicLink: false }
            && (sender.Mode == "navigate" || sender.Site is not null || sender is { Origin: null, IsBrowser: true })
        )
            return false;
        if (sender.Origin is { } origin)
            return IsTrusted(origin, asked, application, content);
        return sender.Site switch
        {
            null or "none" => true,
            "same-origin" => application || !content,
            "same-site" when Loopback.Contains(asked.Host) => true,
            _ => reads
                && (
                    (link && (asked.Addressee != Addressee.Api || asked.IsPublicLink))
                    || (!link && application && IsTrusted(PageOf(sender.Referer), asked, true, content))
                ),
        };
    }

    private static string PageOf(string? referer) =>
        referer?.Split('/') is [var scheme, "", var authority, _] ? $"{scheme}//{authority}" : "null";

    private static bool IsTrusted(string origin, Asked asked, bool application, bool content) =>
        Local.Contains(origin) || (application && (origin == OwnRule || (content && origin == $"http://{asked.Host}")));
}
