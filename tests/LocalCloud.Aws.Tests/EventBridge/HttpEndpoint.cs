using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace LocalCloud.Aws.Tests.EventBridge;

/// <summary>A real HTTP server on a port of its own, which notes what it is asked and answers as the test says.</summary>
internal sealed class HttpEndpoint : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Channel<Asked> _asked = Channel.CreateUnbounded<Asked>();

    public sealed record Asked(string Method, string PathAndQuery, Dictionary<string, string> Headers, string Body);

    public sealed record Reply(int Status, string Body = "", string? RetryAfter = null);

    private HttpEndpoint(WebApplication app) => _app = app;

    public Func<Asked, Reply> Answer { get; set; } = _ => new(200);

    /// <summary>While it is set, nothing is answered.</summary>
    public bool Silent { get; set; }

    public string Url => _app.Urls.First();

    public static async Task<HttpEndpoint> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var endpoint = new HttpEndpoint(app);
        app.Run(endpoint.HandleAsync);
        await app.StartAsync();
        return endpoint;
    }

    public async Task<Asked> NextAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        return await _asked.Reader.ReadAsync(patience.Token);
    }

    public bool WasAsked => _asked.Reader.TryPeek(out _);

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task HandleAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var asked = new Asked(
            http.Request.Method,
            http.Request.Path + http.Request.QueryString,
            http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            await reader.ReadToEndAsync()
        );
        _asked.Writer.TryWrite(asked);
        if (Silent)
        {
            var gone = new TaskCompletionSource();
            await using var registration = http.RequestAborted.Register(gone.SetResult);
            await gone.Task;
            return;
        }
        var reply = Answer(asked);
        http.Response.StatusCode = reply.Status;
        if (reply.RetryAfter is { } after)
            http.Response.Headers.RetryAfter = after;
        await http.Response.WriteAsync(reply.Body);
    }
}
