using System.Net;
using LocalCloud.Aws.Wire.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace LocalCloud.Aws.Tests.Wire.Access;

/// <summary>The guard by itself: what it costs, what it says, what opens more.</summary>
public sealed class AccessGuardTests
{
    [Theory]
    [InlineData("127.0.0.1:4566")]
    [InlineData("localhost:4566")]
    [InlineData("localhost")]
    public void What_nearly_every_request_has_costs_no_memory(string host)
    {
        var guard = new AccessGuard(new(), [], NullLogger<AccessGuard>.Instance);
        var request = Request(host);
        Assert.Null(guard.RefusalOfPage(request));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            guard.RefusalOfPage(request);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Each_stranger_is_told_of_once()
    {
        var log = new Lines();
        var guard = new AccessGuard(new(), [], log);
        foreach (var host in (string[])["evil.example", "evil.example", "other.example"])
            Assert.NotNull(guard.RefusalOfPage(Request(host)));
        foreach (var origin in (string[])["https://evil.example", "https://evil.example"])
            Assert.NotNull(guard.RefusalOfPage(Request("localhost", ("Origin", origin))));
        Assert.Equal([LogLevel.Warning, LogLevel.Warning, LogLevel.Warning], log.All.Select(l => l.Level));
        for (var i = 0; i < 1000; i++)
            guard.RefusalOfPage(Request($"x{i}.example"));
        Assert.Equal(100, log.All.Count);
    }

    [Fact]
    public void A_listener_for_the_network_has_the_machines_names_and_addresses()
    {
        var (alone, open) = (
            new KnownHosts(new(), _ => false, _ => false),
            new KnownHosts(new() { Address = "0.0.0.0" }, _ => false, _ => false)
        );
        foreach (
            var host in (string[])
                [
                    "192.168.1.5:4566",
                    "[2001:db8::1]:4566",
                    Environment.MachineName,
                    $"{Environment.MachineName.ToUpperInvariant()}.local:4566",
                ]
        )
            Assert.Equal((false, true), (Knows(alone, host), Knows(open, host)));
        Assert.False(Knows(open, "evil.example"));
        Assert.False(Knows(open, $"{Environment.MachineName}.evil.example"));
    }

    [Theory]
    [InlineData("--allow-host", "a.lan,*.b.lan", true)]
    [InlineData("--allow-host", "192.168.1.5", true)]
    [InlineData("--allow-host", "*", false)]
    [InlineData("--allow-host", "http://a.lan", false)]
    [InlineData("--allow-host", "a.lan:4566", false)]
    [InlineData("--allow-origin", "https://app.example.com,http://a:3000", true)]
    [InlineData("--allow-origin", "chrome-extension://abcdef", true)]
    [InlineData("--allow-origin", "*", false)]
    [InlineData("--allow-origin", "app.example.com", false)]
    [InlineData("--allow-origin", "https://app.example.com/", false)]
    public void More_is_opened_by_name(string option, string value, bool valid)
    {
        var (options, error) = OptionParser.Parse([option, value]);
        Assert.Equal(valid ? null : $"{option} cannot be '{value}'", error);
        Assert.Equal(valid ? value : null, options is null ? null : string.Join(',', [.. options.AllowedHosts, .. options.AllowedOrigins]));
    }

    [Fact]
    public async Task The_environment_opens_more_too()
    {
        Dictionary<string, string> environment = new()
        {
            ["LOCALCLOUD_ALLOW_HOST"] = "box.lan",
            ["LOCALCLOUD_ALLOW_ORIGIN"] = "https://app.example.com",
        };
        using var emulator = await EmulatorProcess.StartAsync(environment, "--memory");
        using var http = new HttpClient { BaseAddress = emulator.Address };
        async Task<HttpStatusCode> AskAsync(string host, string origin)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/_localcloud/health") { Headers = { Host = host } };
            request.Headers.Add("Origin", origin);
            using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
            return answer.StatusCode;
        }
        Assert.Equal(HttpStatusCode.OK, await AskAsync("box.lan", "https://app.example.com"));
        Assert.Equal(HttpStatusCode.Forbidden, await AskAsync("other.lan", "https://app.example.com"));
        Assert.Equal(HttpStatusCode.Forbidden, await AskAsync("box.lan", "https://evil.example"));
    }

    [Fact]
    public async Task What_is_left_half_open_ends_and_a_debugger_has_minutes()
    {
        await using var app = Emulator.Build(new() { DataDirectory = null, Port = 0 });
        var limits = app.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits;
        Assert.All([limits.MinRequestBodyDataRate, limits.MinResponseDataRate], rate =>
            Assert.Equal((240, TimeSpan.FromMinutes(10)), (rate!.BytesPerSecond, rate.GracePeriod))
        );
        Assert.InRange(limits.RequestHeadersTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        Assert.InRange(limits.KeepAliveTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
    }

    private static bool Knows(KnownHosts hosts, string host) => Authority.TryParse(host, out var authority) && hosts.Knows(authority);

    private static HttpRequest Request(string host, params (string Name, string Value)[] headers)
    {
        var http = new DefaultHttpContext { Request = { Method = "GET", Host = new(host) } };
        foreach (var (name, value) in headers)
            http.Request.Headers[name] = value;
        return http.Request;
    }

    private sealed class Lines : ILogger<AccessGuard>
    {
        public List<(LogLevel Level, string Text)> All { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => All.Add((logLevel, formatter(state, exception)));
    }
}
