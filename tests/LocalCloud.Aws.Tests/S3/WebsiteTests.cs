using System.Net;
using System.Text;
using Amazon.S3;
using Amazon.S3.Model;

namespace LocalCloud.Aws.Tests.S3;

public sealed class WebsiteTests : S3Test
{
    private const string Everybody = """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject",
         "Resource":"arn:aws:s3:::test-bucket/*"}]}
        """;

    private const string Index = "<IndexDocument><Suffix>index.html</Suffix></IndexDocument>";

    private readonly string _directory = Directory.CreateTempSubdirectory("localcloud-s3-").FullName;

    protected override string? DataDirectory => _directory;

    [Theory]
    [InlineData("s3-website.eu-west-1.localhost")]
    [InlineData("s3-website-eu-west-1.localhost")]
    [InlineData("s3-website.localhost")]
    [InlineData("s3-website-eu-west-1.amazonaws.com")]
    public async Task A_folder_is_shown_by_its_index_document(string host)
    {
        await SiteAsync(Index);
        await PageAsync("index.html", "home");
        await PageAsync("docs/index.html", "documents");
        Assert.Equal("home", (await VisitAsync("/", host: host)).Text);
        Assert.Equal("documents", (await VisitAsync("/docs/", host: host)).Text);
        var page = await VisitAsync("/docs/index.html?versionId=none&partNumber=7", host: host);
        Assert.Equal((HttpStatusCode.OK, "documents", "text/html"), (page.Status, page.Text, page.Header("Content-Type")));
        Assert.Null(page.Header("Content-Security-Policy"));
    }

    [Fact]
    public async Task A_folder_without_its_slash_is_led_to_the_one_with_it()
    {
        await SiteAsync(Index);
        await PageAsync("a b/index.html", "x");
        var answer = await VisitAsync("/a%20b");
        Assert.Equal((HttpStatusCode.Found, "/a%20b/"), (answer.Status, answer.Header("Location")));
    }

    [Fact]
    public async Task What_is_not_there_is_told_on_a_page_for_people()
    {
        await SiteAsync(Index);
        var answer = await VisitAsync("/<b>");
        Assert.Equal(
            (HttpStatusCode.NotFound, "text/html; charset=utf-8", "NoSuchKey"),
            (answer.Status, answer.Header("Content-Type"), answer.Header("x-amz-error-code"))
        );
        Assert.StartsWith(
            "<html>\n<head><title>404 Not Found</title></head>\n<body>\n<h1>404 Not Found</h1>\n<ul>\n<li>Code: NoSuchKey</li>\n"
                + "<li>Message: The specified key does not exist.</li>\n<li>Key: &lt;b&gt;</li>\n<li>RequestId: ",
            answer.Text,
            StringComparison.Ordinal
        );
        var head = await VisitAsync("/none", HttpMethod.Head);
        Assert.Equal((HttpStatusCode.NotFound, ""), (head.Status, head.Text));
    }

    [Fact]
    public async Task The_error_document_is_shown_with_the_status_of_the_error()
    {
        await SiteAsync(Index + "<ErrorDocument><Key>errors/oops.html</Key></ErrorDocument>");
        var without = await VisitAsync("/none");
        Assert.Equal(HttpStatusCode.NotFound, without.Status);
        Assert.Contains(
            "<h3>An Error Occurred While Attempting to Retrieve a Custom Error Document</h3>\n<ul>\n<li>Code: NoSuchKey</li>",
            without.Text,
            StringComparison.Ordinal
        );
        await PageAsync("errors/oops.html", "<h1>Oops</h1>");
        var answer = await VisitAsync("/none");
        Assert.Equal((HttpStatusCode.NotFound, "<h1>Oops</h1>", "text/html"), (answer.Status, answer.Text, answer.Header("Content-Type")));
    }

    [Fact]
    public async Task What_not_everybody_may_read_is_forbidden_to_visitors()
    {
        await SiteAsync(Index, policy: null);
        await PageAsync("index.html", "home");
        var answer = await VisitAsync("/");
        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
        Assert.Contains("<li>Code: AccessDenied</li>\n<li>Message: Access Denied</li>", answer.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await VisitAsync("/none")).Status);
        await S3.PutBucketPolicyAsync(Bucket, Everybody);
        Assert.Equal("home", (await VisitAsync("/")).Text);
        await S3.PutPublicAccessBlockAsync(
            new()
            {
                BucketName = Bucket,
                PublicAccessBlockConfiguration = new() { RestrictPublicBuckets = true },
            }
        );
        Assert.Equal(HttpStatusCode.Forbidden, (await VisitAsync("/")).Status);
    }

    [Fact]
    public async Task A_policy_with_a_condition_decides_by_the_request()
    {
        await SiteAsync(
            Index,
            Everybody.Replace(
                "\"Principal\"",
                "\"Condition\":{\"StringLike\":{\"aws:Referer\":\"https://example.com/*\"}},\"Principal\"",
                StringComparison.Ordinal
            )
        );
        await PageAsync("index.html", "home");
        Assert.Equal(HttpStatusCode.Forbidden, (await VisitAsync("/")).Status);
        Assert.Equal(HttpStatusCode.OK, (await VisitAsync("/", referer: "https://example.com/page")).Status);
    }

    [Theory]
    [InlineData("<Redirect><HostName>example.com</HostName></Redirect>", "", "/a/b?c=d", 301, "http://example.com/a/b?c=d")]
    [InlineData(
        "<Redirect><Protocol>https</Protocol><ReplaceKeyPrefixWith>new/</ReplaceKeyPrefixWith>"
            + "<HttpRedirectCode>307</HttpRedirectCode></Redirect>",
        "<Condition><KeyPrefixEquals>old/</KeyPrefixEquals></Condition>",
        "/old/b",
        307,
        "https://{host}/new/b"
    )]
    [InlineData(
        "<Redirect><ReplaceKeyWith>app.html</ReplaceKeyWith></Redirect>",
        "<Condition><HttpErrorCodeReturnedEquals>404</HttpErrorCodeReturnedEquals></Condition>",
        "/route/1",
        301,
        "http://{host}/app.html"
    )]
    [InlineData(
        "<Redirect><ReplaceKeyPrefixWith>#!/</ReplaceKeyPrefixWith></Redirect>",
        "<Condition><HttpErrorCodeReturnedEquals>404</HttpErrorCodeReturnedEquals><KeyPrefixEquals>app/</KeyPrefixEquals></Condition>",
        "/app/1",
        301,
        "http://{host}/%23%21/1"
    )]
    public async Task Routing_rules_lead_elsewhere(string redirect, string condition, string path, int status, string location)
    {
        await SiteAsync($"{Index}<RoutingRules><RoutingRule>{condition}{redirect}</RoutingRule></RoutingRules>");
        var answer = await VisitAsync(path);
        Assert.Equal(
            (status, location.Replace("{host}", $"{Bucket}.s3-website.{Region}.localhost:4566", StringComparison.Ordinal)),
            ((int)answer.Status, answer.Header("Location"))
        );
    }

    [Fact]
    public async Task Where_no_rule_is_meant_the_object_is_shown()
    {
        await SiteAsync(
            Index
                + "<RoutingRules><RoutingRule><Condition><HttpErrorCodeReturnedEquals>404</HttpErrorCodeReturnedEquals></Condition>"
                + "<Redirect><ReplaceKeyWith>app.html</ReplaceKeyWith></Redirect></RoutingRule></RoutingRules>"
        );
        await PageAsync("page", "shown");
        Assert.Equal("shown", (await VisitAsync("/page")).Text);
    }

    [Theory]
    [InlineData("index.html")]
    [InlineData("ftp://example.com")]
    public async Task An_object_leads_to_addresses_and_paths_alone(string elsewhere)
    {
        var refused = await Assert.ThrowsAsync<AmazonS3Exception>(() =>
            S3.PutObjectAsync(
                new()
                {
                    BucketName = Bucket,
                    Key = "gone",
                    ContentBody = "",
                    WebsiteRedirectLocation = elsewhere,
                }
            )
        );
        Assert.Equal("InvalidRedirectLocation", refused.ErrorCode);
    }

    [Fact]
    public async Task A_whole_site_and_a_single_object_lead_elsewhere()
    {
        await SiteAsync(Index);
        await S3.PutObjectAsync(
            new()
            {
                BucketName = Bucket,
                Key = "gone",
                ContentBody = "",
                WebsiteRedirectLocation = "/here",
            }
        );
        var gone = await VisitAsync("/gone");
        Assert.Equal((HttpStatusCode.MovedPermanently, "/here"), (gone.Status, gone.Header("Location")));
        await PutSiteAsync("<RedirectAllRequestsTo><HostName>example.com</HostName><Protocol>https</Protocol></RedirectAllRequestsTo>");
        Assert.Equal("https://example.com/gone", (await VisitAsync("/gone")).Header("Location"));
    }

    [Fact]
    public async Task A_site_is_kept_until_it_is_deleted_and_then_says_that_there_is_none()
    {
        await SiteAsync(Index);
        await PageAsync("index.html", "home");
        await RestartAsync();
        Assert.Equal("home", (await VisitAsync("/")).Text);
        Assert.Equal("index.html", (await S3.GetBucketWebsiteAsync(Bucket)).WebsiteConfiguration.IndexDocumentSuffix);
        await S3.DeleteBucketWebsiteAsync(Bucket);
        // The SDK for .NET takes that error for an empty configuration
        Assert.Equal("NoSuchWebsiteConfiguration", (await SendAsync(HttpMethod.Get, $"/{Bucket}?website")).Code);
        var answer = await VisitAsync("/");
        Assert.Equal((HttpStatusCode.NotFound, "NoSuchWebsiteConfiguration"), (answer.Status, answer.Header("x-amz-error-code")));
        Assert.Equal("NoSuchBucket", (await VisitAsync("/", bucket: "no-bucket")).Header("x-amz-error-code"));
    }

    [Fact]
    public async Task Visitors_read_only_and_at_the_address_of_the_buckets_region()
    {
        await SiteAsync(Index);
        var put = await VisitAsync("/index.html", HttpMethod.Put);
        Assert.Equal((HttpStatusCode.MethodNotAllowed, "MethodNotAllowed"), (put.Status, put.Header("x-amz-error-code")));
        Assert.Equal("IncorrectEndpoint", (await VisitAsync("/", host: "s3-website.us-west-2.localhost")).Header("x-amz-error-code"));
    }

    [Theory]
    [InlineData("", "A value for IndexDocument Suffix must be provided if RedirectAllRequestsTo is empty")]
    [InlineData("<IndexDocument><Suffix>a/b</Suffix></IndexDocument>", "The IndexDocument Suffix is not well formed")]
    [InlineData(Index + "<ErrorDocument><Key></Key></ErrorDocument>", "The ErrorDocument Key is not well formed")]
    [InlineData(
        Index + "<RedirectAllRequestsTo><HostName>a</HostName></RedirectAllRequestsTo>",
        "RedirectAllRequestsTo cannot be provided in conjunction with other Routing Rules."
    )]
    [InlineData(
        Index + "<RoutingRules><RoutingRule><Redirect><Protocol>ftp</Protocol></Redirect></RoutingRule></RoutingRules>",
        "Invalid protocol, protocol can be http or https. If not defined the protocol will be selected automatically."
    )]
    [InlineData(
        Index + "<RoutingRules><RoutingRule><Redirect><HttpRedirectCode>200</HttpRedirectCode></Redirect></RoutingRule></RoutingRules>",
        "The provided HTTP redirect code (200) is not valid. Valid codes are 3XX except 300."
    )]
    [InlineData(
        Index
            + "<RoutingRules><RoutingRule><Condition>"
            + "<HttpErrorCodeReturnedEquals>302</HttpErrorCodeReturnedEquals></Condition><Redirect>"
            + "<HostName>a</HostName></Redirect></RoutingRule></RoutingRules>",
        "The provided HTTP error code (302) is not valid. Valid codes are 4XX or 5XX."
    )]
    [InlineData(
        Index
            + "<RoutingRules><RoutingRule><Redirect><ReplaceKeyWith>a</ReplaceKeyWith>"
            + "<ReplaceKeyPrefixWith>b</ReplaceKeyPrefixWith></Redirect></RoutingRule></RoutingRules>",
        "You can only define ReplaceKeyPrefix or ReplaceKey but not both."
    )]
    public async Task A_configuration_that_is_none_is_refused(string content, string message)
    {
        await WithBucketAsync();
        var answer = await SendAsync(
            HttpMethod.Put,
            $"/{Bucket}?website",
            Encoding.UTF8.GetBytes($"<WebsiteConfiguration>{content}</WebsiteConfiguration>")
        );
        Assert.Equal((HttpStatusCode.BadRequest, "InvalidArgument", message), (answer.Status, answer.Code, answer.Element("Message")));
    }

    private async Task SiteAsync(string content, string? policy = Everybody)
    {
        await WithBucketAsync();
        await S3.DeletePublicAccessBlockAsync(new DeletePublicAccessBlockRequest { BucketName = Bucket });
        if (policy is not null)
            await S3.PutBucketPolicyAsync(Bucket, policy);
        await PutSiteAsync(content);
    }

    private async Task PutSiteAsync(string content)
    {
        var answer = await SendAsync(
            HttpMethod.Put,
            $"/{Bucket}?website",
            Encoding.UTF8.GetBytes($"<WebsiteConfiguration>{content}</WebsiteConfiguration>")
        );
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
    }

    private Task PageAsync(string key, string body) =>
        S3.PutObjectAsync(
            new()
            {
                BucketName = Bucket,
                Key = key,
                ContentBody = body,
                ContentType = "text/html",
            }
        );

    /// <summary>As a browser: without a signature.</summary>
    private async Task<Answer> VisitAsync(
        string path,
        HttpMethod? method = null,
        string host = "s3-website.eu-west-1.localhost",
        string bucket = Bucket,
        string? referer = null
    )
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, path) { Headers = { Host = $"{bucket}.{host}:4566" } };
        if (referer is not null)
            request.Headers.Referrer = new(referer);
        using var response = await Http.SendAsync(request);
        return new(response.StatusCode, response.Headers, response.Content.Headers, await response.Content.ReadAsByteArrayAsync());
    }
}
