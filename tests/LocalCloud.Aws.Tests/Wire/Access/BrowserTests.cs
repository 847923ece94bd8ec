using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LocalCloud.Aws.Tests.Wire.Access;

/// <summary>What pages of another site, or of one whose name leads here, can do in Chromium.</summary>
public sealed class BrowserTests : AwsTest
{
    private const string Rule = "<CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule>";
    private const string Chromium = "/usr/bin/chromium",
        Site = "evil.example";

    private readonly ConcurrentBag<(string Method, string Path, int Status)> _answers = [];
    private readonly Channel<string> _reports = Channel.CreateUnbounded<string>();
    private readonly DirectoryInfo _profile = Directory.CreateTempSubdirectory("browser");
    private readonly List<Process> _browsers = [];
    private WebApplication? _site;
    private string _page = "";

    protected override bool OverHttp => true;

    private int Port => new Uri(Host.Endpoint).Port;

    private int SitePort => new Uri(_site!.Urls.First()).Port;

    protected override void Arrange(WebApplicationBuilder builder) => builder.Services.AddSingleton<IStartupFilter>(new Watch(_answers));

    [Fact]
    public async Task A_page_of_another_site_leaves_nothing_behind()
    {
        await OpenAsync(
            $$"""
            const aws = 'http://localhost:{{Port}}';
            const post = (path, body) => fetch(aws + path, { method: 'POST', mode: 'no-cors', body });
            const tried = [
              post('/2015-03-31/functions', '{}'),
              post('/', new URLSearchParams('Action=CreateTopic&Name=form&Version=2010-03-31')),
              post('/_localcloud/faults', '{"kind":"error"}'),
              ...['?Action=CreateTopic&Name=image&Version=2010-03-31', '_localcloud/health'].map(path => new Promise(done => {
                const image = new Image(); image.onload = image.onerror = done; image.src = aws + '/' + path;
              })),
            ];
            Promise.allSettled(tried).then(all => report(all.length + ' tried'));
            """
        );
        Assert.Equal("5 tried", await ReportAsync());
        Assert.Equal(
            ["GET / 403", "GET /_localcloud/health 403", "POST / 403", "POST /2015-03-31/functions 403", "POST /_localcloud/faults 403"],
            _answers.Select(a => $"{a.Method} {a.Path} {a.Status}").Order(StringComparer.Ordinal)
        );
        Assert.Empty(Host.Faults.All);
        var topics = await Http.GetStringAsync("/?Action=ListTopics&Version=2010-03-31", TestContext.Current.CancellationToken);
        Assert.DoesNotContain("<member>", topics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_is_led_here_reads_nothing()
    {
        Assert.SkipUnless(File.Exists(Chromium), $"{Chromium} is not installed");
        var text = await DumpAsync($"http://{Site}:{Port}/_localcloud/mail");
        Assert.Contains(("GET", "/_localcloud/mail", 403), _answers);
        Assert.Contains($"LocalCloud has no name \"{Site}:{Port}\"", WebUtility.HtmlDecode(text), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "rgb(0, 0, 0)")]
    [InlineData(true, "rgb(1, 2, 3)")]
    public async Task A_page_from_a_bucket_on_the_consoles_host_cannot_read_the_console(bool openBucket, string color)
    {
        await StartSiteAsync();
        await UploadAsync(
            $$"""
            <link rel="stylesheet" href="style.css"><body>
            <script>
            (async () => {
              let health = await fetch('/_localcloud/health').then(r => r.text(), e => 'kept from it');
              const action = new URLSearchParams('Action=CreateTopic&Name=page&Version=2010-03-31');
              await fetch('/', { method: 'POST', mode: 'no-cors', body: action }).catch(() => 0);
              let storage; try { storage = String(localStorage.length); } catch { storage = 'none'; }
              const body = `${health}, storage: ${storage}, style: ${getComputedStyle(document.body).color}`;
              fetch('http://localhost:{{SitePort}}/report', { method: 'POST', mode: 'no-cors', body });
            })();
            </script>
            """
        );
        if (openBucket)
            await PutAsync("/pages?cors", "application/xml", $"<CORSConfiguration>{Rule}</CORSConfiguration>");
        Launch($"http://localhost:{Port}/pages/index.html");
        Assert.Equal($"kept from it, storage: none, style: {color}", await ReportAsync());
        var topics = await Http.GetStringAsync("/?Action=ListTopics&Version=2010-03-31", TestContext.Current.CancellationToken);
        Assert.DoesNotContain("<member>", topics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_local_page_calls_AWS_and_shows_pictures()
    {
        await UploadAsync("x");
        await OpenAsync(
            $$"""
            (async () => {
              const aws = 'http://127.0.0.1:{{Port}}';
              const headers = { 'x-amz-target': 'AmazonSQS.ListQueues', 'content-type': 'application/x-amz-json-1.0' };
              const queues = await fetch(aws + '/', { method: 'POST', headers, body: '{}' });
              const image = new Image();
              const shown = await new Promise(done => {
                [image.onload, image.onerror] = [() => done('shown'), () => done('missing')];
                image.src = aws + '/pages/picture.svg';
              });
              report(`${queues.status} ${shown}`);
            })();
            """,
            "localhost"
        );
        Assert.Equal("200 shown", await ReportAsync());
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var browser in _browsers)
        {
            browser.Kill(entireProcessTree: true);
            await browser.WaitForExitAsync(CancellationToken.None);
            browser.Dispose();
        }
        if (_site is not null)
            await _site.DisposeAsync();
        _profile.Delete(recursive: true);
        await base.DisposeAsync();
    }

    private async Task UploadAsync(string page)
    {
        foreach (
            var (path, type, text) in ((string, string, string)[])
                [
                    ("/pages", "text/plain", ""),
                    ("/pages/index.html", "text/html", page),
                    ("/pages/style.css", "text/css", "body { color: rgb(1, 2, 3) }"),
                    ("/pages/picture.svg", "image/svg+xml", """<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>"""),
                ]
        )
            await PutAsync(path, type, text);
    }

    private async Task PutAsync(string path, string type, string text)
    {
        using var content = new StringContent(text, System.Text.Encoding.UTF8, type);
        using var answer = await Http.PutAsync(path, content, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode);
    }

    private async Task OpenAsync(string script, string host = Site)
    {
        _page = $"<body><script>const report = text => fetch('/report', {{ method: 'POST', body: text }});\n{script}</script>";
        await StartSiteAsync();
        Launch($"http://{host}:{SitePort}/");
    }

    private async Task StartSiteAsync()
    {
        Assert.SkipUnless(File.Exists(Chromium), $"{Chromium} is not installed");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _site = builder.Build();
        _site.MapGet("/", () => Results.Content(_page, "text/html"));
        _site.MapPost("/report", async (HttpRequest request) =>
            await _reports.Writer.WriteAsync(await new StreamReader(request.Body).ReadToEndAsync())
        );
        await _site.StartAsync(TestContext.Current.CancellationToken);
    }

    private async Task<string> ReportAsync() =>
        await _reports
            .Reader.ReadAsync(TestContext.Current.CancellationToken)
            .AsTask()
            .WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);

    private async Task<string> DumpAsync(string address)
    {
        var browser = Launch("--dump-dom", address);
        return await browser.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    private Process Launch(params string[] arguments)
    {
        string[] all =
        [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            $"--user-data-dir={_profile.FullName}",
            $"--host-resolver-rules=MAP {Site} 127.0.0.1",
            .. arguments,
        ];
        var browser = Process.Start(new ProcessStartInfo(Chromium, all) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        // Nobody reads what it complains of, and a full pipe would hold it
        browser.BeginErrorReadLine();
        _browsers.Add(browser);
        return browser;
    }

    private sealed class Watch(ConcurrentBag<(string, string, int)> answers) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.Use(handler =>
                    async http =>
                    {
                        await handler(http);
                        answers.Add((http.Request.Method, http.Request.Path, http.Response.StatusCode));
                    }
                );
                next(app);
            };
    }
}
