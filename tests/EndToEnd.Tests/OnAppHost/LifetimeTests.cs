using EndToEnd.Tests.Infrastructure;
using EndToEnd.Tests.Scenarios;

namespace EndToEnd.Tests.OnAppHost;

public sealed class LifetimeTests
{
    private const string Kept = """{ "data": { "value": "kept" }, "ttlSeconds": 3600 }""";

    private readonly string _tag = Guid.NewGuid().ToString("N")[..12];

    [Fact]
    public async Task Orders_sessions_files_and_mails_are_there_after_a_restart()
    {
        var data = Directory.CreateTempSubdirectory("end-to-end-kept-").FullName;
        try
        {
            string order,
                report;
            await using (var first = await RunningAppHost.StartAsync(data))
            {
                order = await new Webhook(_tag).SendAsync(first.Api);
                await (await first.Api.SendAsync(Session(HttpMethod.Put))).JsonAsync();
                await first.Mail.TheMailAsync($"{_tag}@example.com", $"Your order {order}");
                var asked = await first.Api.PostJsonAsync("/api/exports/report", Reports.Request($"{_tag}@example.com"));
                report = (await asked.JsonAsync(System.Net.HttpStatusCode.Accepted)).Text("id");
                await Reports.CompletedAsync(first, report);
                // What a newcomer sees on the first day: an empty database is no error
                foreach (var service in new[] { "api", "report-worker", "event-router" })
                {
                    var lines = await first.LogAsync(service);
                    Assert.NotEmpty(lines);
                    Assert.DoesNotContain(lines, line => line.Contains(" fail ", StringComparison.Ordinal));
                }
            }

            await using var second = await RunningAppHost.StartAsync(data);
            Assert.Equal(order, Assert.Single(await new Webhook(_tag).OrdersAsync(second.Api)).Text("id"));
            Assert.Equal("kept", (await (await second.Api.SendAsync(Session(HttpMethod.Get))).JsonAsync())["data"].Text("value"));
            await second.Mail.TheMailAsync($"{_tag}@example.com", $"Your order {order}");
            using var http = new HttpClient();
            var pdf = await http.GetByteArrayAsync((await Reports.CompletedAsync(second, report)).Text("downloadUrl"));
            Assert.StartsWith("%PDF", System.Text.Encoding.ASCII.GetString(pdf), StringComparison.Ordinal);
            // The webhook is still known, too
            Assert.Equal(order, await new Webhook(_tag).SendAsync(second.Api));
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    [Fact]
    public async Task Ctrl_C_leaves_no_process_and_of_an_ephemeral_run_no_file()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "reads /proc");
        await using var host = await AppHostProcess.StartAsync("--ephemeral");
        Assert.True(host.Processes().Count > 8, string.Join('\n', host.Processes()));
        Assert.Contains("/login?t=", host.Output, StringComparison.Ordinal);
        Assert.Equal(0, await host.InterruptAsync());
        await host.GoneAsync();
        Assert.Empty(Directory.EnumerateFileSystemEntries(host.Temporary, "localcloud-*"));
        Assert.False(Directory.Exists(host.Data));
    }

    [Fact]
    public async Task A_killed_AppHost_leaves_no_process()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "reads /proc");
        await using var host = await AppHostProcess.StartAsync();
        using (var api = new HttpClient { BaseAddress = host.Endpoint("api") })
            await new Webhook(_tag).SendAsync(api);
        host.Kill();
        await host.GoneAsync();
    }

    private HttpRequestMessage Session(HttpMethod method) =>
        new(method, "/api/sessions")
        {
            Headers = { { "x-session-id", _tag } },
            Content = method == HttpMethod.Put ? new StringContent(Kept, System.Text.Encoding.UTF8, "application/json") : null,
        };
}
