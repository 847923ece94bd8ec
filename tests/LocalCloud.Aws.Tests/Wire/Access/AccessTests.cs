using System.Net;
using System.Text;

namespace LocalCloud.Aws.Tests.Wire.Access;

/// <summary>Who is let in, by the headers that browsers and programs send.</summary>
public sealed class AccessTests : AwsTest
{
    private const string Evil = "https://evil.example";

    protected override bool OverHttp => true;

    private protected override Options Configure(Options options) =>
        options with
        {
            AllowedHosts = ["box.lan", "*.dev.lan"],
            AllowedOrigins = ["https://app.example.com"],
        };

    [Theory]
    [InlineData("evil.example:4566")]
    [InlineData("localhost.evil.example")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("bucket.s3.evil.example")]
    [InlineData("id.execute-api.eu-west-1.evil.example")]
    [InlineData("id.lambda-url.eu-west-1.evil.example")]
    [InlineData("amazonaws.com.evil.example")]
    [InlineData("evilamazonaws.com")]
    [InlineData("xdev.lan")]
    [InlineData("0.0.0.0:4566")]
    [InlineData("192.168.1.5:4566")]
    [InlineData("[2001:db8::1]:4566")]
    public async Task A_name_that_somebody_else_can_own_is_refused(string host)
    {
        string[] pages = ["/_localcloud", "/_localcloud/health", "/_localstack/health"];
        string[] paths = ["/", .. pages, "/_localcloud/execute-api/id/", "/lambda-url/id/", "/b/key"];
        foreach (var path in paths)
        {
            var answer = await SendAsync(HttpMethod.Get, path, ("Host", host));
            Assert.Equal((HttpStatusCode.Forbidden, true), (answer.Status, answer.Text.Contains("--allow-host", StringComparison.Ordinal)));
        }
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("LOCALHOST:1")]
    [InlineData("127.0.0.1:9999")]
    [InlineData("127.8.8.8")]
    [InlineData("[::1]:4566")]
    [InlineData("localhost.")]
    [InlineData("bucket.localhost")]
    [InlineData("sqs.eu-west-1.localhost.localstack.cloud:4566")]
    [InlineData("sqs.eu-west-1.amazonaws.com")]
    [InlineData("host.docker.internal:4566")]
    [InlineData("box.lan")]
    [InlineData("a.dev.lan:1")]
    public async Task A_name_that_leads_nowhere_else_is_known(string host) =>
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/_localcloud/health", ("Host", host)));

    [Theory]
    [InlineData(Evil)]
    [InlineData("null")]
    [InlineData("http://localhost.evil.example")]
    [InlineData("http://localhost@evil.example")]
    [InlineData("http://evil.example:4566")]
    [InlineData("file://")]
    [InlineData("chrome-extension://abc")]
    [InlineData("http://localhost, https://evil.example")]
    [InlineData("")]
    public async Task A_page_of_another_site_creates_nothing(string origin)
    {
        const string Create = "Action=CreateTopic&Name=evil&Version=2010-03-31";
        var created = await SendAsync(HttpMethod.Post, "/", Create, "text/plain", ("Origin", origin));
        var json = await SendAsync(HttpMethod.Post, "/2015-03-31/functions", "{}", "text/plain", ("Origin", origin));
        var fault = await SendAsync(HttpMethod.Post, "/_localcloud/faults", """{"kind":"error"}""", "text/plain", ("Origin", origin));
        var put = await SendAsync(HttpMethod.Put, "/bucket", "", "text/plain", ("Origin", origin));
        Assert.All([created, json, fault, put], answer =>
            Assert.Equal((403, true), ((int)answer.Status, answer.Text.Contains("--allow-origin", StringComparison.Ordinal)))
        );
        Assert.Empty(Host.Faults.All);
        Assert.DoesNotContain("<Name>bucket", (await SendAsync(HttpMethod.Get, "/")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_speaks_the_clients_protocol()
    {
        var json = await SendAsync(HttpMethod.Post, "/", "{}", "text/plain", ("Origin", Evil), Queues);
        var query = await SendAsync(HttpMethod.Post, "/", "Action=ListTopics", "application/x-www-form-urlencoded", ("Origin", Evil));
        var s3 = await SendAsync(HttpMethod.Get, "/bucket/key", ("Origin", Evil));
        const string Message = "LocalCloud does not answer a page of https://evil.example.";
        Assert.Contains($"""AccessDenied","message":"{Message}""", json.Text, StringComparison.Ordinal);
        Assert.Contains("<Code>AccessDenied</Code>", query.Text, StringComparison.Ordinal);
        Assert.Contains("<Error><Code>AccessDenied</Code>", s3.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cross-site", "no-cors", "image", false)]
    [InlineData("same-site", "no-cors", "image", true)]
    [InlineData("cross-site", "navigate", "iframe", false)]
    [InlineData("cross-site", "navigate", "document", true)]
    [InlineData("none", "navigate", "document", true)]
    [InlineData("same-origin", "cors", "empty", true)]
    public async Task LocalClouds_pages_are_for_who_opens_them(string site, string mode, string destination, bool shown) =>
        Assert.Equal(shown ? 200 : 403, (int)await StatusAsync("/_localcloud", Marks(site, mode, destination)));

    [Theory]
    [InlineData("cross-site", "no-cors", "image")]
    [InlineData("cross-site", "navigate", "document")]
    [InlineData("none", "navigate", "document")]
    [InlineData("same-origin", "navigate", "document")]
    public async Task An_address_with_an_action_changes_nothing_in_a_browser(string site, string mode, string destination)
    {
        const string Create = "/?Action=CreateTopic&Name=evil&Version=2010-03-31";
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(Create, Marks(site, mode, destination)));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(Create, ("User-Agent", "Mozilla/5.0 (old)")));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/?Action=CreateTopic&Name=mine&Version=2010-03-31", ("User-Agent", "curl/8")));
        var topics = await SendAsync(HttpMethod.Get, "/?Action=ListTopics&Version=2010-03-31");
        Assert.DoesNotContain("evil", topics.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/?Action=ConfirmSubscription&TopicArn=arn:aws:sns:eu-west-1:123456789012:t&Token=x")]
    [InlineData("/?Action=Unsubscribe&SubscriptionArn=arn:aws:sns:eu-west-1:123456789012:t:1")]
    public async Task Links_that_are_sent_to_people_can_be_followed_and_not_embedded(string link)
    {
        Assert.NotEqual(HttpStatusCode.Forbidden, await StatusAsync(link, Marks("cross-site", "navigate", "document")));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(link, Marks("cross-site", "no-cors", "image")));
    }

    [Fact]
    public async Task Pictures_of_a_bucket_are_shown_where_the_developers_pages_show_them()
    {
        await BucketAsync("https://shop.example", "GET");
        async Task<HttpStatusCode> ShownAsync(string? referer) =>
            await StatusAsync("/pictures/a", [.. Marks("cross-site", "no-cors", "image"), .. Referer(referer)]);

        Assert.Equal(HttpStatusCode.OK, await ShownAsync("http://localhost:5173/"));
        Assert.Equal(HttpStatusCode.OK, await ShownAsync("https://app.example.com/"));
        Assert.Equal(HttpStatusCode.OK, await ShownAsync("https://shop.example/"));
        Assert.Equal(HttpStatusCode.Forbidden, await ShownAsync("https://evil.example/"));
        Assert.Equal(HttpStatusCode.Forbidden, await ShownAsync(null));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/pictures/a", Marks("cross-site", "navigate", "document")));
    }

    [Theory]
    [InlineData("https://shop.example", true)]
    [InlineData("https://app.example.com", true)]
    [InlineData("http://localhost:3000", true)]
    [InlineData("null", false)]
    [InlineData(Evil, false)]
    public async Task A_buckets_own_rules_let_pages_in(string origin, bool allowed)
    {
        await BucketAsync("https://shop.example", "PUT");
        var answer = await SendAsync(HttpMethod.Put, "/pictures/b", "x", "text/plain", ("Origin", origin));
        Assert.Equal(allowed ? HttpStatusCode.OK : HttpStatusCode.Forbidden, answer.Status);
    }

    [Fact]
    public async Task A_rule_for_everybody_is_for_pages_without_an_origin_too()
    {
        await BucketAsync("*", "GET");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/pictures/a", ("Origin", "null")));
        var put = await SendAsync(HttpMethod.Put, "/pictures/a", "x", "text/plain", ("Origin", "null"));
        Assert.Equal(HttpStatusCode.Forbidden, put.Status);
    }

    [Fact]
    public async Task What_a_bucket_serves_at_its_own_name_is_no_page_of_the_developers()
    {
        await BucketAsync();
        var (own, console) = (("Host", "pictures.s3.localhost:4566"), ("Host", "localhost:4566"));
        var page = ("Origin", "http://pictures.s3.localhost:4566");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/a", own, page));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync("/_localcloud/health", console, page));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync("/_localcloud/health", [own, .. Marks("same-origin", "cors", "empty")]));
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(HttpMethod.Post, "/", "{}", "text/plain", own, page, Queues)).Status);
        // Another port's is
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/_localcloud/health", console, ("Origin", "http://shop.localhost:3000")));
    }

    [Theory]
    [InlineData("text/html", true)]
    [InlineData("image/svg+xml", true)]
    [InlineData("application/pdf", false)]
    public async Task An_object_on_the_consoles_host_has_no_origin(string type, bool sandboxed)
    {
        await BucketAsync();
        await SendAsync(HttpMethod.Put, "/pictures/page", "<script></script>", type);
        var policy = (await SendAsync(HttpMethod.Get, "/pictures/page")).Policy;
        Assert.Equal(sandboxed, policy.StartsWith("sandbox ", StringComparison.Ordinal));
        Assert.DoesNotContain("allow-same-origin", policy, StringComparison.Ordinal);
        Assert.Equal("", (await SendAsync(HttpMethod.Get, "/page", ("Host", "pictures.s3.localhost:4566"))).Policy);
    }

    [Fact]
    public async Task Programs_are_asked_nothing()
    {
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Post, "/", "{}", "text/plain", Queues)).Status);
        // Node's fetch
        var fetched = await SendAsync(HttpMethod.Post, "/", "{}", "text/plain", Queues, ("Sec-Fetch-Mode", "cors"));
        Assert.Equal(HttpStatusCode.OK, fetched.Status);
    }

    private static (string Name, string Value) Queues => ("X-Amz-Target", "AmazonSQS.ListQueues");

    private static (string, string)[] Marks(string site, string mode, string destination) =>
        [("Sec-Fetch-Site", site), ("Sec-Fetch-Mode", mode), ("Sec-Fetch-Dest", destination)];

    private static (string, string)[] Referer(string? referer) => referer is null ? [] : [("Referer", referer)];

    private async Task BucketAsync(string? origin = null, string method = "GET")
    {
        await SendAsync(HttpMethod.Put, "/pictures", "", "text/plain");
        await SendAsync(HttpMethod.Put, "/pictures/a", "x", "text/plain");
        if (origin is null)
            return;
        var rule = $"<CORSRule><AllowedOrigin>{origin}</AllowedOrigin><AllowedMethod>{method}</AllowedMethod></CORSRule>";
        await SendAsync(HttpMethod.Put, "/pictures?cors", $"<CORSConfiguration>{rule}</CORSConfiguration>", "application/xml");
    }

    private async Task<HttpStatusCode> StatusAsync(string path, params (string Name, string Value)[] headers) =>
        (await SendAsync(HttpMethod.Get, path, headers)).Status;

    private Task<Answer> SendAsync(HttpMethod method, string path, params (string Name, string Value)[] headers) =>
        SendAsync(method, path, null, null, headers);

    private async Task<Answer> SendAsync(
        HttpMethod method,
        string path,
        string? body,
        string? type,
        params (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        var policy = response.Headers.TryGetValues("Content-Security-Policy", out var values) ? string.Join(';', values) : "";
        return new(response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), policy);
    }

    private sealed record Answer(HttpStatusCode Status, string Text, string Policy);
}
